import type { Columns } from './features/types.js';

/**
 * Boosted decision trees. A row goes left at a node where its value is at most the node's threshold; the sum of the
 * leaves reached is log-odds (Friedman, 2001). The trees are trained by LightGBM and exported by `training/`.
 *
 * A node is two words of 32 bits side by side, so that a step of a walk reads one place in memory: the place in the
 * row (8 bits), the left and the right child (12 bits each), then the threshold. A tree takes twice `leafBit` nodes; those
 * from `leafBit` on are its leaves: they lead to themselves, and hold their log-odds in place of a threshold.
 */
export interface Forest {
  /** Columns of the features that the forest asks for: what a row holds, in this order. */
  columns: Uint16Array;
  /** Number of trees. */
  trees: number;
  /** Number of a tree's first leaf: a power of two that is set in the numbers of leaves and in no other. */
  leafBit: number;
  words: Int32Array;
  /** The same bytes as `words`. */
  thresholds: Float32Array;
  /** Mean log-odds of the training rows that reached the node or leaf: what a path's contributions are differences of. */
  means: Float32Array;
  /** Median of each feature in the training rows. */
  typical: number[];
}

const MOST_COLUMNS = 256;
const MOST_LEAVES = 2048;

/** A forest as training exports it: one entry a tree, features by name. */
export interface ForestFile {
  features: string[];
  /** Median of each feature in the training rows: what its value in a page is held against in words. */
  typical: number[];
  /** `[feature, threshold, left, right, inner]` of each node, flattened, and the leaves. */
  trees: { nodes: number[]; leaves: number[] }[];
}

const NODE = 5;
const LEFT = 8;
const CHILD_BITS = 12;
const CHILD = (1 << CHILD_BITS) - 1;
const PLACE = 255;

/** Lays out a forest for running. `columnOf` gives the column of a feature and throws where there is none of that name. */
export function layOutForest(
  { features, typical, trees }: ForestFile,
  columnOf: (name: string) => number,
): Forest {
  const mostLeaves = trees.reduce((most, { leaves }) => Math.max(most, leaves.length), 1);
  if (features.length > MOST_COLUMNS) throw new Error(`a forest asks for more than ${MOST_COLUMNS} features`);
  if (mostLeaves > MOST_LEAVES) throw new Error(`a tree has more than ${MOST_LEAVES} leaves`);
  let leafBit = 1;
  while (leafBit < mostLeaves) leafBit *= 2;
  const words = new Int32Array(trees.length * 4 * leafBit);
  const forest: Forest = {
    columns: Uint16Array.from(features, columnOf),
    trees: trees.length,
    leafBit,
    words,
    thresholds: new Float32Array(words.buffer),
    means: new Float32Array(trees.length * 2 * leafBit),
    typical,
  };
  trees.forEach((tree, t) => {
    layOutTree(forest, 2 * t * leafBit, tree);
  });
  return forest;
}

/** What stands beside a laid-out forest's tables. */
export interface ForestHead {
  features: string[];
  typical: number[];
  /** Number of trees. */
  trees: number;
}

/** A laid-out forest from its tables: `words` and `means`. */
export function restoreForest(
  { features, typical, trees }: ForestHead,
  words: Int32Array,
  means: Float32Array,
  columnOf: (name: string) => number,
): Forest {
  return {
    columns: Uint16Array.from(features, columnOf),
    trees,
    leafBit: words.length / (4 * trees),
    words,
    thresholds: new Float32Array(words.buffer, words.byteOffset, words.length),
    means,
    typical,
  };
}

function layOutTree(
  { leafBit, words, thresholds, means }: Forest,
  base: number,
  { nodes, leaves }: ForestFile['trees'][number],
): void {
  const childOf = (child: number) => (child >= 0 ? child : leafBit - 1 - child);
  const put = (node: number, word: number, threshold: number, mean: number) => {
    words[2 * (base + node)] = word;
    thresholds[2 * (base + node) + 1] = threshold;
    means[base + node] = mean;
  };
  for (let at = 0; at < nodes.length; at += NODE) {
    const left = childOf(nodes[at + 2]) << LEFT;
    const right = childOf(nodes[at + 3]) << (LEFT + CHILD_BITS);
    put(at / NODE, nodes[at] | left | right, floatBelow(nodes[at + 1]), nodes[at + 4]);
  }
  leaves.forEach((value, i) => {
    const leaf = leafBit + i;
    put(leaf, (leaf << LEFT) | (leaf << (LEFT + CHILD_BITS)), value, value);
  });
  // A tree that is one leaf begins with a step to it.
  if (nodes.length === 0) put(0, (leafBit << LEFT) | (leafBit << (LEFT + CHILD_BITS)), 0, leaves[0]);
}

const ulp = new Float32Array(1);
const bits = new Int32Array(ulp.buffer);

/** The largest 32-bit float that is not above a number: features are such floats, so comparing with it comes out the same. */
function floatBelow(value: number): number {
  ulp[0] = value;
  if (ulp[0] > value) bits[0] += ulp[0] > 0 ? -1 : 1;
  return ulp[0];
}

let scratch = new Float32Array(1 << 16);

/**
 * Puts side by side what a forest asks of the first `count` of some paragraphs, row after row: its trees then read from few cache lines. The
 * rows are good until the next call.
 */
export function fillRows(
  { columns: wanted }: Forest,
  columns: Columns,
  paragraphs: Int32Array,
  count: number,
): Float32Array {
  const width = wanted.length;
  if (scratch.length < count * width) scratch = new Float32Array(count * width * 2);
  const rows = scratch;
  for (let i = 0; i < width; i++) {
    const column = columns[wanted[i]];
    for (let k = 0, at = i; k < count; k++, at += width) rows[at] = column[paragraphs[k]];
  }
  return rows;
}

/** The trees `from`, `from + step` ... before `to`. */
export interface TreeRange {
  from: number;
  to: number;
  step: number;
}

/**
 * Adds to `sums[k]` the leaves that row `picked[k]` reaches in some trees, for the first `count` picked. Four rows walk a
 * tree side by side, and a step is computed, not branched on: a processor guesses every third turn wrong, and would wait.
 */
export function sumTrees(
  { columns, leafBit, words, thresholds }: Forest,
  rows: Float32Array,
  picked: Int32Array,
  count: number,
  { from, to, step }: TreeRange,
  sums: Float64Array,
): void {
  const width = columns.length;
  const whole = count & ~3;
  for (let tree = from; tree < to; tree += step) {
    const base = 2 * tree * leafBit;
    for (let k = 0; k < whole; k += 4) {
      const rowA = picked[k] * width;
      const rowB = picked[k + 1] * width;
      const rowC = picked[k + 2] * width;
      const rowD = picked[k + 3] * width;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      // Numbers in place of constants: in the bundled command line a module's variable is looked up at every step.
      do {
        let at = (base + a) << 1;
        let word = words[at];
        a = (word >>> (8 + (+(rows[rowA + (word & 255)] > thresholds[at + 1]) | 0) * 12)) & 4095;
        at = (base + b) << 1;
        word = words[at];
        b = (word >>> (8 + (+(rows[rowB + (word & 255)] > thresholds[at + 1]) | 0) * 12)) & 4095;
        at = (base + c) << 1;
        word = words[at];
        c = (word >>> (8 + (+(rows[rowC + (word & 255)] > thresholds[at + 1]) | 0) * 12)) & 4095;
        at = (base + d) << 1;
        word = words[at];
        d = (word >>> (8 + (+(rows[rowD + (word & 255)] > thresholds[at + 1]) | 0) * 12)) & 4095;
      } while ((a & b & c & d) < leafBit);
      sums[k] += thresholds[((base + a) << 1) + 1];
      sums[k + 1] += thresholds[((base + b) << 1) + 1];
      sums[k + 2] += thresholds[((base + c) << 1) + 1];
      sums[k + 3] += thresholds[((base + d) << 1) + 1];
    }
    for (let k = whole; k < count; k++) {
      const rowA = picked[k] * width;
      let a = 0;
      do {
        const at = (base + a) << 1;
        const word = words[at];
        a = (word >>> (8 + (+(rows[rowA + (word & 255)] > thresholds[at + 1]) | 0) * 12)) & 4095;
      } while (a < leafBit);
      sums[k] += thresholds[((base + a) << 1) + 1];
    }
  }
}

/** Sum of all trees for each of some paragraphs. */
export function sumForest(forest: Forest, columns: Columns, paragraphs: Int32Array): Float64Array {
  const count = paragraphs.length;
  const sums = new Float64Array(count);
  const rows = fillRows(forest, columns, paragraphs, count);
  sumTrees(forest, rows, countUp(count), count, { from: 0, to: forest.trees, step: 1 }, sums);
  return sums;
}

/** `from`, `from + 1` and so on. */
export function countUp(count: number, from = 0): Int32Array {
  const out = new Int32Array(count);
  for (let k = 0; k < count; k++) out[k] = from + k;
  return out;
}

/** Where in a node's word the child stands that a value leads to. */
function shiftOf(value: number, threshold: number): number {
  return LEFT + (+(value > threshold) | 0) * CHILD_BITS;
}

/**
 * Divides a row's log-odds among the features on its paths: each step adds to the feature asked for what it changes in
 * the mean of the training rows (Saabas, 2014). The rest, the mean of all rows, is returned as `bias`; parts are by place
 * in the row.
 */
export function treeContributions(
  { trees, leafBit, words, thresholds, means }: Forest,
  row: Float32Array,
): { bias: number; parts: Map<number, number> } {
  const parts = new Map<number, number>();
  let bias = 0;
  for (let tree = 0; tree < trees; tree++) {
    const base = 2 * tree * leafBit;
    bias += means[base];
    for (let at = 0; (at & leafBit) === 0; ) {
      const node = base + at;
      const word = words[2 * node];
      const place = word & PLACE;
      at = (word >>> shiftOf(row[place], thresholds[2 * node + 1])) & CHILD;
      parts.set(place, (parts.get(place) ?? 0) + means[base + at] - means[node]);
    }
  }
  return { bias, parts };
}
