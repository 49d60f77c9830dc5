import type { Measure } from '../types.js';

/** Paragraphs of the article that a cleaned text has lost. */
export const overRemoval: Measure = {
  id: 'over-removal',
  what: 'a paragraph of the article that the cleaned document does not have',
  why: 'A lost sentence is worse than a line of chrome.',
  help: 'Clean the original again with gentler settings; put the paragraph back.',
  level: 'error',
  flags: ['--against'],
};
