import { describe, expect, it } from 'vitest';
import {
  emptyRow,
  type ForestFile,
  fillRow,
  layOutForest,
  sumTrees,
  treeContributions,
  treeCount,
} from '../../src/score/forest.js';

const file: ForestFile = {
  features: ['words', 'commas'],
  typical: [5, 0],
  trees: [
    // words <= 10 ? (commas <= 0.5 ? 1 : -0.5) : -2
    { nodes: [0, 10, 1, -3, 0.2, 1, 0.5, -1, -2, 0.6], leaves: [1, -0.5, -2] },
    { nodes: [], leaves: [0.25] },
  ],
};
const columnOf = (name: string) => ['words', 'other', 'commas'].indexOf(name);
const forest = layOutForest(file, columnOf);
const columns = [Float32Array.of(3, 10, 40), Float32Array.of(9, 9, 9), Float32Array.of(0, 1, 0)];
const row = (p: number) => fillRow(forest, columns, p, emptyRow(forest));

describe('forest', () => {
  it('adds the leaves that a row reaches; a value at the threshold goes left', () => {
    expect([0, 1, 2].map((p) => sumTrees(forest, row(p), 0, treeCount(forest)))).toEqual([
      1.25, -0.25, -1.75,
    ]);
  });

  it('runs every so many trees, as roles in turns need it', () => {
    expect(sumTrees(forest, row(0), 1, 2, 2)).toBe(0.25);
  });

  it('divides the score among the features on the path, the mean of all rows aside', () => {
    const { bias, parts } = treeContributions(forest, row(1));
    expect(bias).toBeCloseTo(0.45);
    expect(parts.get(0)).toBeCloseTo(0.4);
    expect(parts.get(1)).toBeCloseTo(-1.1);
    expect(bias + [...parts.values()].reduce((a, b) => a + b)).toBeCloseTo(-0.25);
  });
});
