import type { Columns } from './features/types.js';

/**
 * Boosted decision trees, all in flat arrays: node i sends a row left where its value of `feature[i]` is at most
 * `threshold[i]`. A child of 0 or more is a node, below 0 it is leaf `-1 - child`. The sum of the leaves reached is
 * log-odds (Friedman, 2001); the trees are trained by LightGBM and exported by `training/`.
 */
export interface Forest {
  /** First node of each tree, then one past the last tree's. A tree without a node is one leaf. */
  firstNode: Int32Array;
  /** First leaf of each tree. */
  firstLeaf: Int32Array;
  /** Columns of the features that the forest asks for: what a row holds, in this order. */
  columns: Uint16Array;
  /** Place in the row of the feature asked for. */
  feature: Uint16Array;
  threshold: Float64Array;
  left: Int16Array;
  right: Int16Array;
  /** Mean log-odds of the training rows that reached the node: what a path's contributions are differences of. */
  inner: Float32Array;
  leaf: Float32Array;
  /** Median of each feature in the training rows. */
  typical: number[];
}

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
  const nodes = trees.reduce((sum, tree) => sum + tree.nodes.length / NODE, 0);
  const leaves = trees.reduce((sum, tree) => sum + tree.leaves.length, 0);
  const forest: Forest = {
    firstNode: new Int32Array(trees.length + 1),
    firstLeaf: new Int32Array(trees.length + 1),
    columns: Uint16Array.from(features, columnOf),
    feature: new Uint16Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int16Array(nodes),
    right: new Int16Array(nodes),
    inner: new Float32Array(nodes),
    leaf: new Float32Array(leaves),
    typical,
  };
  let node = 0;
  let leaf = 0;
  trees.forEach((tree, t) => {
    forest.firstNode[t] = node;
    forest.firstLeaf[t] = leaf;
    for (let k = 0; k < tree.nodes.length; k += NODE, node++) {
      forest.feature[node] = tree.nodes[k];
      forest.threshold[node] = tree.nodes[k + 1];
      forest.left[node] = tree.nodes[k + 2];
      forest.right[node] = tree.nodes[k + 3];
      forest.inner[node] = tree.nodes[k + 4];
    }
    forest.leaf.set(tree.leaves, leaf);
    leaf += tree.leaves.length;
  });
  forest.firstNode[trees.length] = node;
  forest.firstLeaf[trees.length] = leaf;
  return forest;
}

/** Leaf of one tree that a row reaches, as an index into `forest.leaf`. */
function leafOf(forest: Forest, tree: number, row: Float32Array): number {
  const { firstNode, firstLeaf, feature, threshold, left, right } = forest;
  const base = firstNode[tree];
  if (base === firstNode[tree + 1]) return firstLeaf[tree];
  let at = 0;
  while (at >= 0) {
    const node = base + at;
    at = row[feature[node]] <= threshold[node] ? left[node] : right[node];
  }
  return firstLeaf[tree] - 1 - at;
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

/** Sum of the leaves of trees `from .. to - 1`. */
export function sumTrees(forest: Forest, row: Float32Array, from: number, to: number, step = 1): number {
  let sum = 0;
  for (let tree = from; tree < to; tree += step) sum += forest.leaf[leafOf(forest, tree, row)];
  return sum;
}

/** Number of trees. */
export function treeCount({ firstNode }: Forest): number {
  return firstNode.length - 1;
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
  const { firstNode, firstLeaf, feature, threshold, left, right, inner, leaf } = forest;
  const parts = new Map<number, number>();
  let bias = 0;
  for (let tree = 0; tree < treeCount(forest); tree++) {
    const base = firstNode[tree];
    if (base === firstNode[tree + 1]) {
      bias += leaf[firstLeaf[tree]];
      continue;
    }
    bias += inner[base];
    for (let at = 0; at >= 0; ) {
      const node = base + at;
      at = row[feature[node]] <= threshold[node] ? left[node] : right[node];
      const next = at >= 0 ? inner[base + at] : leaf[firstLeaf[tree] - 1 - at];
      parts.set(feature[node], (parts.get(feature[node]) ?? 0) + next - inner[node]);
    }
  }
  return { bias, parts };
}
