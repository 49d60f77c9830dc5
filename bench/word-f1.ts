/** How well a text agrees with the gold text, by words. */
export interface WordScore {
  precision: number;
  recall: number;
  f1: number;
}

const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}\p{M}]+/gu;

/** Words of a text in small letters; scripts without spaces count by the character. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** Precision, recall and F1 of a text's words against the gold's, both as multisets. */
export function wordScore(text: string, gold: string): WordScore {
  const want = new Map<string, number>();
  const goldWords = wordsOf(gold);
  for (const word of goldWords) want.set(word, (want.get(word) ?? 0) + 1);
  let hits = 0;
  const got = wordsOf(text);
  for (const word of got) {
    const left = want.get(word) ?? 0;
    if (left > 0) {
      hits++;
      want.set(word, left - 1);
    }
  }
  const precision = got.length === 0 ? (goldWords.length === 0 ? 1 : 0) : hits / got.length;
  const recall = goldWords.length === 0 ? 1 : hits / goldWords.length;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** Mean over pages. */
export function meanScore(scores: readonly WordScore[]): WordScore {
  const mean = (key: keyof WordScore) =>
    scores.reduce((sum, score) => sum + score[key], 0) / Math.max(1, scores.length);
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}
