import type { FeatureGroup } from './types.js';

const REACH = [-4, -3, -2, -1, 1, 2, 3, 4] as const;
const NEAR = [-2, -1, 1, 2] as const;
const WINDOWS = [3, 8, 20] as const;
/** Stands for what lies beyond the page's edge. */
const EDGE = -1;

const sign = (d: number) => (d > 0 ? `+${d}` : `${d}`);
const side = (d: number) => (d < 0 ? `${-d} above` : `${d} below`);

/** The paragraphs around: their lengths, how they end, and how dense running text is near. */
export const neighbours: FeatureGroup = {
  features: [
    ...REACH.map((d) => ({
      name: `words-at${sign(d)}`,
      why: `the paragraph ${side(d)} is long`,
    })),
    ...REACH.map((d) => ({
      name: `sentence-at${sign(d)}`,
      why: `the paragraph ${side(d)} ends like a sentence`,
    })),
    ...WINDOWS.map((w) => ({ name: `running-within-${w}`, why: `running text within ${w} paragraphs` })),
    ...WINDOWS.map((w) => ({ name: `running-above-${w}`, why: `running text within ${w} paragraphs above` })),
    ...WINDOWS.map((w) => ({ name: `running-below-${w}`, why: `running text within ${w} paragraphs below` })),
    ...NEAR.map((d) => ({
      name: `numbers-at${sign(d)}`,
      why: `the paragraph ${side(d)} is full of numbers`,
    })),
    ...NEAR.map((d) => ({
      name: `capitals-at${sign(d)}`,
      why: `the paragraph ${side(d)} is full of capitals`,
    })),
    ...NEAR.map((d) => ({ name: `rules-at${sign(d)}`, why: `rules mark the paragraph ${side(d)}` })),
    ...NEAR.map((d) => ({ name: `copies-at${sign(d)}`, why: `the paragraph ${side(d)} recurs in the page` })),
  ],
  fill({ words }, c, shared, wanted) {
    const n = words.length;
    REACH.forEach((d, k) => {
      if (wanted[k]) shift(shared.sentenceSize, d, c[k]);
      if (wanted[REACH.length + k]) shift(shared.terminal, d, c[REACH.length + k]);
    });
    const sum = new Float32Array(n + 1);
    for (let p = 0; p < n; p++) sum[p + 1] = sum[p] + (shared.running[p] ? Math.min(words[p], 100) : 0);
    const windows = 2 * REACH.length;
    WINDOWS.forEach((w, k) => {
      const [around, above, below] = [0, 1, 2].map((side) => windows + side * WINDOWS.length + k);
      if (wanted[around]) countRunning(sum, w, w, c[around]);
      if (wanted[above]) countRunning(sum, w, 0, c[above]);
      if (wanted[below]) countRunning(sum, 0, w, c[below]);
    });
    let next = windows + 3 * WINDOWS.length;
    for (const column of [shared.numbers, shared.capitals, shared.ruleWeight, shared.copies])
      for (const d of NEAR) {
        if (wanted[next]) shift(column, d, c[next], 20);
        next++;
      }
  },
};

/** What stands `d` paragraphs on, up to `most`. */
function shift(
  column: Float32Array | Uint8Array | Uint16Array,
  d: number,
  out: Float32Array,
  most = Number.POSITIVE_INFINITY,
): void {
  const n = out.length;
  for (let p = 0; p < n; p++) out[p] = p + d >= 0 && p + d < n ? Math.min(most, column[p + d]) : EDGE;
}

/** log2 of the words of running text so many paragraphs above and below, the paragraph itself left out. */
function countRunning(sum: Float32Array, above: number, below: number, out: Float32Array): void {
  const n = out.length;
  for (let p = 0; p < n; p++) {
    const before = sum[p] - sum[Math.max(0, p - above)];
    const after = sum[Math.min(n, p + 1 + below)] - sum[p + 1];
    out[p] = Math.log2(1 + before + after);
  }
}
