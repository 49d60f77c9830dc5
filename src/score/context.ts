import type { Columns, Feature } from './features/types.js';

const REACH = [-6, -4, -3, -2, -1, 1, 2, 3, 4, 6] as const;
const WINDOWS = [2, 5, 12] as const;

/** Features of the second look: what the first look thought of a paragraph and of those around it. */
export const CONTEXT_FEATURES: readonly Feature[] = [
  { name: 'first-look', why: 'looks like boilerplate by itself' },
  ...REACH.map((d) => ({
    name: `first-look-at${d > 0 ? '+' : ''}${d}`,
    why: `the paragraph ${d < 0 ? `${-d} above` : `${d} below`} looks like boilerplate`,
  })),
  ...WINDOWS.map((w) => ({
    name: `first-look-within-${w}`,
    why: `the ${w} paragraphs on each side look like boilerplate`,
  })),
  { name: 'article-before', why: 'most of the article stands before it' },
  { name: 'in-best-block', why: 'stands in the best block of article text' },
  { name: 'from-best-block', why: 'distance to the best block of article text' },
  { name: 'article-words', why: 'the page has a long article' },
  { name: 'page-first-look', why: 'most of the page looks like boilerplate' },
  { name: 'rank', why: 'looks more like boilerplate than the rest of the page' },
];

/** Words of a paragraph count for the block up to this many: one long paragraph must not outvote its surroundings. */
const MOST_WORDS = 80;

/**
 * Computes the context features.
 * @param first first-look probabilities of "not article", one a paragraph.
 */
export function contextFeatures(first: Float64Array, words: Uint32Array): Columns {
  const n = first.length;
  const columns = CONTEXT_FEATURES.map(() => new Float32Array(n));
  const sum = new Float64Array(n + 1);
  const mass = new Float64Array(n + 1);
  for (let p = 0; p < n; p++) {
    sum[p + 1] = sum[p] + first[p];
    mass[p + 1] = mass[p] + (1 - first[p]) * words[p];
  }
  const block = bestBlock(first, words);
  const rank = ranks(first);
  for (let p = 0; p < n; p++) {
    let c = 0;
    columns[c++][p] = first[p];
    for (const d of REACH) columns[c++][p] = p + d >= 0 && p + d < n ? first[p + d] : 1.05;
    for (const w of WINDOWS) {
      const from = Math.max(0, p - w);
      const to = Math.min(n, p + w + 1);
      columns[c++][p] = (sum[to] - sum[from] - first[p] + (2 * w + 1 - (to - from))) / (2 * w);
    }
    columns[c++][p] = mass[p] / Math.max(1, mass[n]);
    columns[c++][p] = p >= block.from && p <= block.to ? 1 : 0;
    columns[c++][p] = Math.max(
      -60,
      Math.min(60, p < block.from ? p - block.from : p > block.to ? p - block.to : 0),
    );
    columns[c++][p] = Math.log2(1 + mass[n]);
    columns[c++][p] = sum[n] / n;
    columns[c++][p] = rank[p];
  }
  return columns;
}

/** The stretch whose paragraphs, weighed by their words, are likeliest to be the article (Kadane's algorithm). */
export function bestBlock(first: ArrayLike<number>, words: ArrayLike<number>): { from: number; to: number } {
  let best = 0;
  let from = 0;
  let sum = 0;
  const block = { from: 0, to: -1 };
  for (let p = 0; p < first.length; p++) {
    sum += (0.5 - first[p]) * (4 + Math.min(MOST_WORDS, words[p]));
    if (sum <= 0) {
      sum = 0;
      from = p + 1;
    } else if (sum > best) {
      best = sum;
      block.from = from;
      block.to = p;
    }
  }
  return block;
}

/** Share of the page's paragraphs that look less like boilerplate. */
function ranks(first: Float64Array): Float32Array {
  const order = Array.from(first.keys()).sort((a, b) => first[a] - first[b]);
  const out = new Float32Array(first.length);
  order.forEach((p, place) => {
    out[p] = place / first.length;
  });
  return out;
}
