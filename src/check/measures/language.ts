import type { Measure } from '../types.js';

/** Documents in a language that nobody expects. */
export const language: Measure = {
  id: 'language',
  what: 'a document in a language that is not expected',
  why: 'A redirect to another edition, a machine translation or a page of spam.',
  help: 'Remove the document, or add its language to `--languages`.',
  level: 'error',
  flags: ['--languages'],
  look: ({ language: found }, { languages }) =>
    // What is too short or too mixed to tell is no finding.
    languages.length === 0 || found === 'und' || languages.includes(found)
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
