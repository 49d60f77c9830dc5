import { ROLES } from '../../../roles.js';
import type { PhraseScores } from '../../phrase-table.js';
import type { Feature, FeatureGroup } from '../types.js';
import type { Tree } from './tree.js';

const REACH = [-3, -2, -1, 1, 2, 3] as const;
const WINDOW = 6;
const EDGE = 3;

/** Features of what a table of names says of a paragraph and of those around it. */
function nameFeatures(
  texts: { own: Feature; known: Feature; at: (d: number, place: string) => Feature; rest: Feature[] },
  roles: readonly Feature[],
  scoresOf: (tree: Tree) => PhraseScores | undefined,
): FeatureGroup {
  const features = [
    texts.own,
    texts.known,
    ...REACH.map((d) => texts.at(d, d < 0 ? `${-d} above` : `${d} below`)),
    ...texts.rest,
    ...roles,
  ];
  return {
    features,
    fill(_, c, { tree, block, length }) {
      const scores = tree && scoresOf(tree);
      if (!scores) return;
      const { phrase: score, known } = scores;
      const n = score.length;
      const sum = new Float64Array(n + 1);
      for (let p = 0; p < n; p++) sum[p + 1] = sum[p] + score[p];
      let inBlock = 0;
      let words = 0;
      for (let p = block.from; p <= block.to; p++) {
        inBlock += score[p] * length[p];
        words += length[p];
      }
      for (let p = 0; p < n; p++) {
        let k = 0;
        c[k++][p] = score[p];
        c[k++][p] = known[p];
        for (const d of REACH) c[k++][p] = p + d >= 0 && p + d < n ? score[p + d] : EDGE;
        const from = Math.max(0, p - WINDOW);
        const to = Math.min(n, p + WINDOW + 1);
        c[k++][p] = (sum[to] - sum[from]) / (to - from);
        c[k++][p] = sum[n] / n;
        c[k++][p] = score[p] - inBlock / Math.max(1, words);
        for (let r = 0; r < roles.length; r++) c[k++][p] = scores.roles[p * ROLES.length + r];
      }
    },
  };
}

/** What the names that elements bear (class, id, role, ...) say. */
export const names = nameFeatures(
  {
    own: { name: 'names', why: 'its elements are called what boilerplate is called' },
    known: { name: 'names-known', why: 'the names of its elements are known' },
    at: (d, place) => ({
      name: `names-at${d > 0 ? '+' : ''}${d}`,
      why: `the elements of the paragraph ${place} are called what boilerplate is called`,
    }),
    rest: [
      { name: 'names-within', why: 'elements around it are called what boilerplate is called' },
      { name: 'names-page', why: "the page's elements are called what boilerplate is called" },
      { name: 'names-block', why: 'its names are those of boilerplate more than those of the densest text' },
    ],
  },
  ROLES.map((role) => ({ name: `named-${role}`, why: `its elements are called what ${role} is called` })),
  ({ names: scores }) => scores,
);

/** What the addresses that links and images lead to say. */
export const targets = nameFeatures(
  {
    own: { name: 'targets', why: 'it leads where boilerplate leads' },
    known: { name: 'targets-known', why: 'what it leads to is known' },
    at: (d, place) => ({
      name: `targets-at${d > 0 ? '+' : ''}${d}`,
      why: `the paragraph ${place} leads where boilerplate leads`,
    }),
    rest: [
      { name: 'targets-within', why: 'the links around it lead where boilerplate leads' },
      { name: 'targets-page', why: "the page's links lead where boilerplate leads" },
      {
        name: 'targets-block',
        why: 'its links are those of boilerplate more than those of the densest text',
      },
    ],
  },
  ROLES.map((role) => ({ name: `leads-to-${role}`, why: `it leads where ${role} leads` })),
  ({ targets: scores }) => scores,
);
