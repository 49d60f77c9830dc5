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
  fill(_, c, { phrase, known, roles }, wanted) {
    const n = phrase.length;
    c[0].set(phrase);
    c[1].set(known);
    const first = 2 + REACH.length + WINDOWS.length;
    REACH.forEach((d, i) => {
      if (wanted[2 + i]) shift(phrase, d, c[2 + i]);
    });
    const sum = new Float64Array(n + 1);
    let all = 0;
    for (let p = 0; p < n; p++) {
      sum[p + 1] = sum[p] + phrase[p];
      all += known[p];
    }
    WINDOWS.forEach((w, i) => {
      if (wanted[2 + REACH.length + i]) windowMean(sum, w, EDGE, c[2 + REACH.length + i]);
    });
    for (let p = 0; p < n; p++) {
      c[first][p] = (sum[p] - sum[Math.max(0, p - 8)]) / 8;
      c[first + 1][p] = (sum[Math.min(n, p + 9)] - sum[p + 1]) / 8;
    }
    c[first + 2].fill(all / n);
    const own = c.length - 2 * ROLES.length;
    fillRoles(roles, n, c.slice(own), wanted.subarray(own));
  },
};

/** What stands `d` paragraphs on. */
function shift(column: Float32Array, d: number, out: Float32Array): void {
  const n = column.length;
  for (let p = 0; p < n; p++) out[p] = p + d >= 0 && p + d < n ? column[p + d] : EDGE;
}

/** Mean over the paragraphs within `reach`, those beyond the page included. `sum`: of all before each. */
function windowMean(sum: Float64Array, reach: number, edge: number, out: Float32Array): void {
  const n = out.length;
  const width = 2 * reach + 1;
  for (let p = 0; p < n; p++) {
    const from = Math.max(0, p - reach);
    const to = Math.min(n, p + reach + 1);
    out[p] = (sum[to] - sum[from] + (width - (to - from)) * edge) / width;
  }
}

const ROLE_REACH = 6;
/** Stands for the page's edge: no role is likely there. */
const ROLE_EDGE = -4;

/** Each role's logarithm of probability by the words of a paragraph, and its mean over the paragraphs around. */
function fillRoles(roles: Float32Array, n: number, c: Columns, wanted: Uint8Array): void {
  const count = ROLES.length;
  const sums = new Float64Array(n + 1);
  for (let r = 0; r < count; r++) {
    if (!wanted[r] && !wanted[count + r]) continue;
    const own = c[r];
    for (let p = 0; p < n; p++) own[p] = roles[p * count + r];
    if (!wanted[count + r]) continue;
    for (let p = 0; p < n; p++) sums[p + 1] = sums[p] + own[p];
    windowMean(sums, ROLE_REACH, ROLE_EDGE, c[count + r]);
  }
}
