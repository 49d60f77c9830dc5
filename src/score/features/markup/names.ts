import { ROLES } from '../../../roles.js';
import type { FeatureGroup } from '../types.js';

const REACH = [-3, -2, -1, 1, 2, 3] as const;
const WINDOW = 6;
const EDGE = 3;

/** What the names that elements bear (class, id, role, ...) say of a paragraph and of those around it. */
export const names: FeatureGroup = {
  features: [
    { name: 'names', why: 'its elements are called what boilerplate is called' },
    { name: 'names-known', why: 'the names of its elements are known' },
    ...REACH.map((d) => ({
      name: `names-at${d > 0 ? '+' : ''}${d}`,
      why: `the elements of the paragraph ${d < 0 ? `${-d} above` : `${d} below`} are called what boilerplate is called`,
    })),
    { name: 'names-within', why: 'elements around it are called what boilerplate is called' },
    { name: 'names-page', why: "the page's elements are called what boilerplate is called" },
    { name: 'names-block', why: 'its names are those of boilerplate more than those of the densest text' },
    ...ROLES.map((role) => ({
      name: `named-${role}`,
      why: `its elements are called what ${role} is called`,
    })),
  ],
  fill(_, c, { tree, block, length }) {
    if (!tree) return;
    const { phrase: score, known, roles } = tree.names;
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
      for (let r = 0; r < ROLES.length; r++) c[k++][p] = roles[p * ROLES.length + r];
    }
  },
};
