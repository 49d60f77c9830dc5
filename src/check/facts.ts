import { countWords } from '../match/rule-set.js';
import { parseText } from '../parse/text.js';
import { tokenise } from '../parse/tokens.js';
import type { Result } from '../types.js';
import type { TextFacts } from './types.js';

/** Parses a text for the measures; where it was cleaned, its paragraphs are those that cleaning has found. */
export function factsOf(text: string, language = 'und', result?: Result): TextFacts {
  const page = result ? { type: 'page' as const, text, children: result.paragraphs } : parseText(text);
  const tokens = tokenise(page);
  return { page, tokens, words: countWords(page, tokens), language, ...(result && { result }) };
}
