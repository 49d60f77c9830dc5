import { countWords } from '../match/rule-set.js';
import { type Tokens, tokenise } from '../parse/tokens.js';
import type { Scores } from '../score/score.js';
import type { Page, Result } from '../types.js';
import { type StrayLines, type StrayModel, strayLines } from './stray/model.js';
import type { TextFacts } from './types.js';

/** What cleaning says of a document, and what it judged by. */
export interface Cleaned {
  result: Result;
  tokens: Tokens;
  scores: Scores;
}

/** Prepares a page for the measures that look at its text alone. */
export function factsOf(page: Page): TextFacts {
  const tokens = tokenise(page);
  return { page, tokens, words: countWords(page, tokens), language: 'und' };
}

/** Prepares a document that was cleaned: its page is the one that cleaning has found. */
export function cleanedFacts({ result, tokens, scores }: Cleaned, stray?: StrayModel): TextFacts {
  const { page } = result;
  const lines = stray && !page.markup ? strayLines(tokens, scores, stray) : undefined;
  return {
    page,
    tokens,
    words: scores.words,
    language: 'und',
    result,
    ...(lines &&
      (isAllButClean(result.pageThreshold) || !isBelieved(result, scores.words, lines)) && {
        stray: lines.role,
      }),
  };
}

/**
 * A list or a directory can look like a page's menu. What cleaning removes is believed where one line of it is boilerplate by itself,
 * with these log-odds: of 85 pages with their chrome 84 have such a line, of 13 gold texts that cleaning finds fault with 1.
 */
const WITNESS = 2;
/** Of what is nearly all menu no line need be: so large a share of the words is believed. */
const MOSTLY = 0.6;

function isBelieved({ verdicts }: Result, words: Uint32Array, { odds }: StrayLines): boolean {
  let all = 0;
  let removed = 0;
  for (let p = 0; p < words.length; p++) {
    all += words[p];
    if (verdicts[p].keep) continue;
    removed += words[p];
    if (odds[p] >= WITNESS) return true;
  }
  return removed > MOSTLY * all;
}

/** From this threshold on a page is all but clean: its lines have been found to be article, and only what is sure goes. */
const CLEAN_PAGE = 0.985;

/** Whether cleaning has found nothing much to remove from a page of this threshold. */
export function isAllButClean(pageThreshold: number): boolean {
  return pageThreshold >= CLEAN_PAGE;
}
