import type { Measure } from '../types.js';
import { inParagraphs, marksOf } from './in-paragraphs.js';

const KINDS = [{ name: 'replacement character', pattern: /\ufffd+/g }];

/** Characters that a decoder could not read. */
export const replacement: Measure = {
  id: 'replacement-character',
  what: 'U+FFFD, which stands where a decoder could not read a byte',
  why: 'What stood there is lost; the source has another character set than it was read in.',
  help: 'Decode the source again with its own character set.',
  level: 'error',
  flags: [],
  look: (facts) => inParagraphs('replacement-character', facts, marksOf(facts.page.text, KINDS)),
};
