import { ROLES } from '../../roles.js';
import type { Columns, FeatureGroup } from './types.js';

const REACH = [-4, -3, -2, -1, 1, 2, 3, 4] as const;
const WINDOWS = [3, 8] as const;
/** Stands for the page's edge: what lies beyond is no article. */
const EDGE = 3;

/** What the phrase table says of a paragraph and of those around it. */
export const phrases: FeatureGroup = {
  features: [
    { name: 'phrases', why: 'its phrases are those of boilerplate' },
    { name: 'phrases-known', why: 'its phrases are known' },
    ...REACH.map((d) => ({
      name: `phrases-at${d > 0 ? '+' : ''}${d}`,
      why: `the phrases ${d < 0 ? `${-d} above` : `${d} below`} are those of boilerplate`,
    })),
    ...WINDOWS.map((w) => ({
      name: `phrases-within-${w}`,
      why: `phrases within ${w} paragraphs are those of boilerplate`,
    })),
    { name: 'phrases-above', why: 'the phrases above it are those of boilerplate' },
    { name: 'phrases-below', why: 'the phrases below it are those of boilerplate' },
    { name: 'known-page', why: "the page's phrases are known" },
    ...ROLES.map((role) => ({ name: `says-${role}`, why: `its words are those of ${role}` })),
    ...ROLES.map((role) => ({
      name: `says-${role}-around`,
      why: `the words around it are those of ${role}`,
    })),
  ],
  fill(_, c, { phrase, known, roles }) {
    const n = phrase.length;
    const sum = new Float64Array(n + 1);
    let all = 0;
    for (let p = 0; p < n; p++) {
      sum[p + 1] = sum[p] + phrase[p];
      all += known[p];
    }
    for (let p = 0; p < n; p++) {
      let k = 0;
      c[k++][p] = phrase[p];
      c[k++][p] = known[p];
      for (const d of REACH) c[k++][p] = p + d >= 0 && p + d < n ? phrase[p + d] : EDGE;
      for (const w of WINDOWS) {
        const from = Math.max(0, p - w);
        const to = Math.min(n, p + w + 1);
        c[k++][p] = (sum[to] - sum[from] + (2 * w + 1 - (to - from)) * EDGE) / (2 * w + 1);
      }
      c[k++][p] = (sum[p] - sum[Math.max(0, p - 8)]) / 8;
      c[k++][p] = (sum[Math.min(n, p + 9)] - sum[p + 1]) / 8;
      c[k++][p] = all / n;
    }
    fillRoles(roles, n, c.slice(c.length - 2 * ROLES.length));
  },
};

const ROLE_REACH = 6;
/** Stands for the page's edge: no role is likely there. */
const ROLE_EDGE = -4;

/** Each role's logarithm of probability by the words of a paragraph, and its mean over the paragraphs around. */
function fillRoles(roles: Float32Array, n: number, c: Columns): void {
  const count = ROLES.length;
  const sums = new Float64Array(n + 1);
  for (let r = 0; r < count; r++) {
    const own = c[r];
    for (let p = 0; p < n; p++) {
      own[p] = roles[p * count + r];
      sums[p + 1] = sums[p] + own[p];
    }
    for (let p = 0; p < n; p++) {
      const from = Math.max(0, p - ROLE_REACH);
      const to = Math.min(n, p + ROLE_REACH + 1);
      const beyond = 2 * ROLE_REACH + 1 - (to - from);
      c[count + r][p] = (sums[to] - sums[from] + beyond * ROLE_EDGE) / (2 * ROLE_REACH + 1);
    }
  }
}
