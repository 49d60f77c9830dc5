import { percent } from '../../report/totals.js';
import type { CheckOptions, Measure, TextFacts } from '../types.js';
import { boilerplateRole } from './boilerplate.js';

/** Words of a document that are boilerplate, by role. */
export function boilerplateWords(facts: TextFacts, options: CheckOptions): Partial<Record<string, number>> {
  const roles: Partial<Record<string, number>> = {};
  facts.page.children.forEach((_, p) => {
    const role = boilerplateRole(facts, p, options);
    if (role) roles[role] = (roles[role] ?? 0) + facts.words[p];
  });
  return roles;
}

const sum = (values: Iterable<number | undefined>) => {
  let total = 0;
  for (const value of values) total += value ?? 0;
  return total;
};

/** Documents of which too much is boilerplate. */
export const boilerplateShare: Measure = {
  id: 'boilerplate-share',
  what: 'a document of which too much is boilerplate',
  why: 'A page that is all menu and teasers has no article to keep: an index, an error, a consent wall.',
  help: 'Leave the document out of the corpus, or clean it with `dechaff`.',
  level: 'error',
  flags: ['--max-boilerplate-per-document'],
  look(facts, options) {
    const all = sum(facts.words);
    const part = sum(Object.values(boilerplateWords(facts, options)));
    if (all === 0 || part <= options.maxShare * all) return [];
    return [
      {
        rule: 'boilerplate-share',
        start: 0,
        end: 0,
        whole: true,
        reason: `${percent(part, all)} of the words are boilerplate, at most ${percent(options.maxShare, 1)} are allowed`,
      },
    ];
  },
};
