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
  fill({ page, words }, c, shared) {
    const n = page.children.length;
    const sum = new Float32Array(n + 1);
    for (let p = 0; p < n; p++) sum[p + 1] = sum[p] + (shared.running[p] ? Math.min(words[p], 100) : 0);
    for (let p = 0; p < n; p++) {
      for (let k = 0; k < REACH.length; k++) {
        const at = p + REACH[k];
        const inside = at >= 0 && at < n;
        c[k][p] = inside ? shared.sentenceSize[at] : -1;
        c[REACH.length + k][p] = inside ? shared.terminal[at] : -1;
      }
      let next = 2 * REACH.length + 3 * WINDOWS.length;
      for (const column of [shared.numbers, shared.capitals, shared.ruleWeight, shared.copies])
        for (const d of NEAR) c[next++][p] = p + d >= 0 && p + d < n ? Math.min(20, column[p + d]) : EDGE;
      for (let k = 0; k < WINDOWS.length; k++) {
        const above = sum[p] - sum[Math.max(0, p - WINDOWS[k])];
        const below = sum[Math.min(n, p + 1 + WINDOWS[k])] - sum[p + 1];
        c[2 * REACH.length + k][p] = Math.log2(1 + above + below);
        c[2 * REACH.length + WINDOWS.length + k][p] = Math.log2(1 + above);
        c[2 * REACH.length + 2 * WINDOWS.length + k][p] = Math.log2(1 + below);
      }
    }
  },
};
