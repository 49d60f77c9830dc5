import { parseText } from '../parse/text.js';
import { type Comparison, compareMultisets } from './score.js';

/** Paragraphs of a text as cleaning sees them, hard-wrapped lines joined, with every run of white space one blank. */
export function paragraphsOf(text: string): string[] {
  return parseText(text).children.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' '));
}

/** Compares the paragraphs of a text with the gold's: only a paragraph that is there word for word counts. */
export function compareParagraphs(text: string, gold: string): Comparison {
  return compareMultisets(paragraphsOf(text), paragraphsOf(gold));
}
