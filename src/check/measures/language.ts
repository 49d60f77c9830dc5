import type { Measure } from '../types.js';

/** Of fewer words nobody can tell the language: names and loan words decide. */
const LEAST_WORDS = 20;

/** Documents in a language that nobody expects. */
export const language: Measure = {
  id: 'language',
  what: 'a document in a language that is not expected',
  why: 'A redirect to another edition, a machine translation or a page of spam.',
  help: 'Remove the document, or add its language to `--languages`.',
  level: 'error',
  flags: ['--languages'],
  look: ({ language: found, words }, { languages }) =>
    // What is too short or too mixed to tell is no finding.
    languages.length === 0 ||
    found === 'und' ||
    languages.includes(found) ||
    words.reduce((sum, n) => sum + n, 0) < LEAST_WORDS
      ? []
      : [
          {
            rule: 'language',
            start: 0,
            end: 0,
            whole: true,
            reason: `the language is ${found}, expected is ${languages.join(' or ')}`,
          },
        ],
};
