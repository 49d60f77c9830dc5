import type { Measure } from '../types.js';

/** Documents that are the same but for white space. */
export const duplicate: Measure = {
  id: 'duplicate',
  what: 'a document whose text another document has',
  why: 'What stands twice counts twice: models learn it by heart, figures lean on it.',
  help: 'Keep one of the two documents.',
  level: 'error',
  flags: ['--max-duplicates'],
};

/** Documents that share most of their shingles. */
export const nearDuplicate: Measure = {
  id: 'near-duplicate',
  what: 'a document that is nearly the same as another one',
  why: 'Updates and syndicated copies of one story count several times.',
  help: 'Keep the newest or longest of them, or set `--near-duplicate-at`.',
  level: 'error',
  flags: ['--max-duplicates', '--near-duplicate-at'],
};

/** Paragraphs that stand in several documents. */
export const repeated: Measure = {
  id: 'repeated-paragraph',
  what: 'a paragraph that stands in several documents',
  why: 'What a site puts under each of its pages is no part of any; learned rules can remove it.',
  help: 'Remove it, or learn it as boilerplate; set `--repeated-in` where repetition is meant.',
  level: 'warning',
  flags: ['--repeated-in'],
};
