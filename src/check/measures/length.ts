import type { Measure, TextFacts } from '../types.js';

const count = ({ words }: TextFacts) => words.reduce((sum, n) => sum + n, 0);

/** Documents without any text. */
export const empty: Measure = {
  id: 'empty',
  what: 'a document without text',
  why: 'A fetch or an extraction has failed; the document only counts.',
  help: 'Fetch the page again, or remove the document.',
  level: 'error',
  flags: [],
  look: (facts) =>
    count(facts) > 0
      ? []
      : [{ rule: 'empty', start: 0, end: 0, whole: true, reason: 'no text in this document' }],
};

/** Documents with too few words. */
export const short: Measure = {
  id: 'short',
  what: 'a document of too few words',
  why: 'What is shorter than a news item is mostly a consent wall, an error text or a cut page.',
  help: 'Look whether the page was cut; remove the document, or lower `--min-words`.',
  level: 'warning',
  flags: ['--min-words'],
  look(facts, { minWords }) {
    const words = count(facts);
    if (words === 0 || words >= minWords) return [];
    const reason = `${words} word${words === 1 ? '' : 's'}, at least ${minWords} are expected`;
    return [{ rule: 'short', start: 0, end: 0, whole: true, reason }];
  },
};
