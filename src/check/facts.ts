import { countWords } from '../match/rule-set.js';
import { tokenise } from '../parse/tokens.js';
import type { Page, Result } from '../types.js';
import type { TextFacts } from './types.js';

/** Prepares a page for the measures; where it was cleaned, it is the page that cleaning has found. */
export function factsOf(page: Page, language = 'und', result?: Result): TextFacts {
  const tokens = tokenise(page);
  return { page, tokens, words: countWords(page, tokens), language, ...(result && { result }) };
}
