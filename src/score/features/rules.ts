import { ROLES } from '../../roles.js';
import type { FeatureGroup } from './types.js';

const FIRST_MARKED = ROLES.indexOf('byline');
const MARKED = ROLES.slice(FIRST_MARKED);
const FAR = 60;

/** What the rules say: the weight of their hits by role, on the paragraph and above it. */
export const rules: FeatureGroup = {
  features: [
    ...MARKED.map((role) => ({ name: `rule-${role}`, why: `a rule marks it as ${role}` })),
    { name: 'rule-weight', why: 'rules mark it' },
    { name: 'rule-cover', why: 'rules cover most of its words' },
    { name: 'rules-around', why: 'rules mark the paragraphs around it' },
    { name: 'since-rule', why: 'far below a paragraph that a rule marks' },
    { name: 'until-rule', why: 'far above a paragraph that a rule marks' },
    { name: 'since-comment-rule', why: 'stands below the mark of a comment section' },
    { name: 'since-related-rule', why: 'stands below the heading of a teaser list' },
  ],
  fill({ page, matches, rules: set }, c, shared) {
    const n = page.children.length;
    const base = MARKED.length;
    let since = FAR;
    let sinceComment = FAR;
    let sinceRelated = FAR;
    for (let p = 0; p < n; p++) {
      for (let h = matches.first[p]; h < matches.first[p + 1]; h++) {
        const hit = matches.hits[h];
        const { role } = set.rules[hit.rule];
        const weight = set.weightOf(hit);
        c[ROLES.indexOf(role) - FIRST_MARKED][p] += weight;
        c[base + 1][p] = Math.max(c[base + 1][p], hit.cover);
        if (weight > 1) since = 0;
        if (role === 'comment-prompt' || role === 'user-comments') sinceComment = 0;
        if (role === 'related-stories') sinceRelated = 0;
      }
      c[base][p] = shared.ruleWeight[p];
      c[base + 3][p] = Math.min(FAR, since++);
      c[base + 5][p] = Math.min(FAR, sinceComment++);
      c[base + 6][p] = Math.min(FAR, sinceRelated++);
    }
    let until = FAR;
    for (let p = n - 1; p >= 0; p--) {
      if (shared.ruleWeight[p] > 1) until = 0;
      c[base + 4][p] = Math.min(FAR, until++);
      let around = 0;
      for (let k = Math.max(0, p - 4); k <= Math.min(n - 1, p + 4); k++)
        if (k !== p) around += Math.min(3, shared.ruleWeight[k]);
      c[base + 2][p] = around / 8;
    }
  },
};
