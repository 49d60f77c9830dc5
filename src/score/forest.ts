import type { Columns } from './features/types.js';

/**
 * Boosted decision trees. A row goes left at a node where its value is at most the node's threshold; the sum of the
 * leaves reached is log-odds (Friedman, 2001). The trees are trained by LightGBM and exported by `training/`.
 *
 * A node is two words of 32 bits side by side, so that a step of a walk reads one place in memory: the place in the
 * row (8 bits), the left and the right child (12 bits each; from `LEAF` on a leaf of the tree), then the threshold.
 */
export interface Forest {
  /** Columns of the features that the forest asks for: what a row holds, in this order. */
  columns: Uint16Array;
  /** First node of each tree, then one past the last tree's. A tree without a node is one leaf. */
  firstNode: Int32Array;
  /** First leaf of each tree. */
  firstLeaf: Int32Array;
  nodes: Int32Array;
  /** The same bytes as `nodes`. */
  thresholds: Float32Array;
  /** Mean log-odds of the training rows that reached the node: what a path's contributions are differences of. */
  inner: Float32Array;
  leaf: Float32Array;
  /** Median of each feature in the training rows. */
  typical: number[];
}

const LEAF = 2048;
const MOST_COLUMNS = 256;

/** A forest as training exports it: one entry a tree, features by name. */
export interface ForestFile {
  features: string[];
  /** Median of each feature in the training rows: what its value in a page is held against in words. */
  typical: number[];
  /** `[feature, threshold, left, right, inner]` of each node, flattened, and the leaves. */
  trees: { nodes: number[]; leaves: number[] }[];
}

const NODE = 5;

/** Lays out a forest for running. `columnOf` gives the column of a feature and throws where there is none of that name. */
export function layOutForest(
  { features, typical, trees }: ForestFile,
  columnOf: (name: string) => number,
): Forest {
  if (features.length > MOST_COLUMNS) throw new Error(`a forest asks for more than ${MOST_COLUMNS} features`);
  const count = trees.reduce((sum, tree) => sum + tree.nodes.length / NODE, 0);
  const leaves = trees.reduce((sum, tree) => sum + tree.leaves.length, 0);
  const nodes = new Int32Array(2 * count);
  const forest: Forest = {
    columns: Uint16Array.from(features, columnOf),
    firstNode: new Int32Array(trees.length + 1),
    firstLeaf: new Int32Array(trees.length + 1),
    nodes,
    thresholds: new Float32Array(nodes.buffer),
    inner: new Float32Array(count),
    leaf: new Float32Array(leaves),
    typical,
  };
  let node = 0;
  let leaf = 0;
  trees.forEach((tree, t) => {
    forest.firstNode[t] = node;
    forest.firstLeaf[t] = leaf;
    for (let k = 0; k < tree.nodes.length; k += NODE, node++) {
      const [feature, threshold, left, right, inner] = tree.nodes.slice(k, k + NODE);
      nodes[2 * node] = feature | (childOf(left) << 8) | (childOf(right) << 20);
      forest.thresholds[2 * node + 1] = floatBelow(threshold);
      forest.inner[node] = inner;
    }
    forest.leaf.set(tree.leaves, leaf);
    leaf += tree.leaves.length;
  });
  forest.firstNode[trees.length] = node;
  forest.firstLeaf[trees.length] = leaf;
  return forest;
}

function childOf(child: number): number {
  return child >= 0 ? child : LEAF - 1 - child;
}

const ulp = new Float32Array(1);
const bits = new Int32Array(ulp.buffer);

/** The largest 32-bit float that is not above a number: features are such floats, so comparing with it comes out the same. */
function floatBelow(value: number): number {
  ulp[0] = value;
  if (ulp[0] > value) bits[0] += ulp[0] > 0 ? -1 : 1;
  return ulp[0];
}

/** An empty row for a forest. */
export function emptyRow({ columns }: Forest): Float32Array {
  return new Float32Array(columns.length);
}

/** Puts side by side what a forest asks of one paragraph: a row's trees then read from few cache lines. */
export function fillRow({ columns }: Forest, features: Columns, p: number, row: Float32Array): Float32Array {
  for (let i = 0; i < columns.length; i++) row[i] = features[columns[i]][p];
  return row;
}

/** Number of trees. */
export function treeCount({ firstNode }: Forest): number {
  return firstNode.length - 1;
}

/** Sum of the leaves that a row reaches in trees `from .. to - 1`, or in every `step`-th of them. */
export function sumTrees(forest: Forest, row: Float32Array, from: number, to: number, step = 1): number {
  const { firstNode, firstLeaf, nodes, thresholds, leaf } = forest;
  let sum = 0;
  for (let tree = from; tree < to; tree += step) {
    const base = firstNode[tree];
    let at = base === firstNode[tree + 1] ? LEAF : 0;
    while (at < LEAF) {
      const node = (base + at) << 1;
      const word = nodes[node];
      at = row[word & 255] <= thresholds[node + 1] ? (word >>> 8) & 4095 : word >>> 20;
    }
    sum += leaf[firstLeaf[tree] + at - LEAF];
  }
  return sum;
}

/**
 * Divides a row's log-odds among the features on its paths: each step adds to the feature asked for what it changes in
 * the mean of the training rows (Saabas, 2014). The rest, the mean of all rows, is returned as `bias`; parts are by place
 * in the row.
 */
export function treeContributions(
  forest: Forest,
  row: Float32Array,
): { bias: number; parts: Map<number, number> } {
  const { firstNode, firstLeaf, nodes, thresholds, inner, leaf } = forest;
  const parts = new Map<number, number>();
  let bias = 0;
  for (let tree = 0; tree < treeCount(forest); tree++) {
    const base = firstNode[tree];
    const whole = base === firstNode[tree + 1];
    bias += whole ? leaf[firstLeaf[tree]] : inner[base];
    for (let at = whole ? LEAF : 0; at < LEAF; ) {
      const node = base + at;
      const word = nodes[2 * node];
      at = row[word & 255] <= thresholds[2 * node + 1] ? (word >>> 8) & 4095 : word >>> 20;
      const next = at < LEAF ? inner[base + at] : leaf[firstLeaf[tree] + at - LEAF];
      parts.set(word & 255, (parts.get(word & 255) ?? 0) + next - inner[node]);
    }
  }
  return { bias, parts };
}
