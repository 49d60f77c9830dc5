import type { Measure } from '../types.js';

/** Limits that the corpus as a whole breaks. */
export const budget: Measure = {
  id: 'budget',
  what: 'a limit that the corpus as a whole breaks',
  why: 'Single lines may pass; their sum must stay small.',
  help: 'Clean the documents that hold most of it, or raise the limit.',
  level: 'error',
  flags: ['--max-boilerplate', '--max-role', '--max-duplicates'],
};

/** Entries of the baseline that nothing fits any more. */
export const staleBaseline: Measure = {
  id: 'stale-baseline',
  what: 'an entry of the baseline that no longer occurs',
  why: 'It would let the same text in again.',
  help: 'Write the baseline anew with `--update-baseline`.',
  level: 'warning',
  flags: ['--strict-baseline'],
};
