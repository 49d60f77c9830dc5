import { type Counts, compareMultisets, type Score, scoreOf } from './score.js';

const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}\p{M}]+/gu;

/** Words of a text in small letters; scripts without spaces count by the character. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** How many words a text shares with the gold, both as multisets. */
export function countWords(text: string, gold: string): Counts {
  return compareMultisets(wordsOf(text), wordsOf(gold)).counts;
}

/** Precision, recall and F1 of a text's words against the gold's. */
export function wordScore(text: string, gold: string): Score {
  return scoreOf(countWords(text, gold));
}
