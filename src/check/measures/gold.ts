import type { Measure } from '../types.js';

/** Documents that hold what their gold text does not. */
export const goldPrecision: Measure = {
  id: 'gold-precision',
  what: 'a document with too many words that its gold text does not have',
  why: 'The extraction left chrome in the text.',
  help: 'Compare the two with `dechaff eval`; repair the extraction.',
  level: 'error',
  flags: ['--gold', '--min-precision'],
};

/** Documents that lack what their gold text has. */
export const goldRecall: Measure = {
  id: 'gold-recall',
  what: 'a document that lacks too many words of its gold text',
  why: 'The extraction lost part of the article.',
  help: 'Compare the two with `dechaff eval`; repair the extraction.',
  level: 'error',
  flags: ['--gold', '--min-recall'],
};
