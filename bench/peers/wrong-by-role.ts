import { wordsOf } from '../../src/eval/word-score.js';
import { readRoleLabels } from '../../training/corpus-features.js';
import type { CorpusPage } from '../corpus.js';
import type { FoldCleaned } from '../fold-models.js';

/** Words of some role that are wrong: not of the article and kept, before dechaff and after; of the article and removed. */
export interface Wrong {
  before: number;
  after: number;
  lost: number;
}

export const UNLABELLED = { line: 'line without a label', page: 'page without labels' } as const;

/** A part of a labelled line this long is known by its words; shorter ones stand in too many lines. */
const LEAST_PART = 4;

/** Finds the hand-labelled role of a paragraph by its words: those of a labelled line of the page, or a part of one. */
export function roleFinder(pages: readonly CorpusPage[]): (page: CorpusPage, words: string[]) => string {
  const labels = readRoleLabels(pages);
  const known = new Map<CorpusPage, Map<string, string>>();
  for (const page of pages) {
    const roles = labels.get(`${page.set}/${page.id}`);
    if (!roles) continue;
    const lines = page.text.split('\n').filter((line) => line.trim() !== '');
    known.set(page, new Map([...roles].map(([n, role]) => [` ${wordsOf(lines[n - 1]).join(' ')} `, role])));
  }
  return (page, words) => {
    const lines = known.get(page);
    if (!lines) return UNLABELLED.page;
    const own = ` ${words.join(' ')} `;
    const exact = lines.get(own);
    if (exact || words.length < LEAST_PART) return exact ?? UNLABELLED.line;
    for (const [line, role] of lines) if (line.includes(own)) return role;
    return UNLABELLED.line;
  };
}

/**
 * How many words of each paragraph the gold article has. Each gold word counts once, as in the word F1; paragraphs that
 * stand in the gold word by word come first, so that a menu does not use up the article's words.
 */
function goldWords(paragraphs: readonly string[][], gold: string): number[] {
  const all = wordsOf(gold);
  const left = new Map<string, number>();
  for (const word of all) left.set(word, (left.get(word) ?? 0) + 1);
  const running = ` ${all.join(' ')} `;
  const verbatim = paragraphs.map((words) => running.includes(` ${words.join(' ')} `));
  const hits = new Array<number>(paragraphs.length).fill(0);
  const take = (p: number) => {
    for (const word of paragraphs[p]) {
      const n = left.get(word) ?? 0;
      if (n > 0) hits[p]++;
      left.set(word, n - 1);
    }
  };
  for (const first of [true, false]) for (let p = 0; p < hits.length; p++) if (verbatim[p] === first) take(p);
  return hits;
}

/** Adds a page's wrong words to the counts, by what each paragraph is called. */
export function countWrong(
  counts: Map<string, Wrong>,
  gold: string,
  { paragraphs }: FoldCleaned,
  nameOf: (words: string[], p: number) => string,
): void {
  const words = paragraphs.map(({ text }) => wordsOf(text));
  const hits = goldWords(words, gold);
  paragraphs.forEach(({ keep }, p) => {
    const name = nameOf(words[p], p);
    const count = counts.get(name) ?? { before: 0, after: 0, lost: 0 };
    counts.set(name, count);
    const wrong = words[p].length - hits[p];
    count.before += wrong;
    if (keep) count.after += wrong;
    else count.lost += hits[p];
  });
}
