import { describe, expect, it } from 'vitest';
import {
  type ForestFile,
  fillRows,
  layOutForest,
  sumForest,
  sumTrees,
  treeContributions,
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

describe('forest', () => {
  it('adds the leaves that a row reaches; a value at the threshold goes left', () => {
    expect([...sumForest(forest, columns, Int32Array.of(0, 1, 2))]).toEqual([1.25, -0.25, -1.75]);
  });

  it('says the same of rows alone and of rows side by side', () => {
    const order = Int32Array.of(2, 0, 1, 2, 0, 1, 1, 2, 0);
    expect([...sumForest(forest, columns, order)]).toEqual(
      Array.from(order, (p) => sumForest(forest, columns, Int32Array.of(p))[0]),
    );
  });

  it('runs every so many trees, as roles in turns need it', () => {
    const sums = Float64Array.of(0);
    sumTrees(
      forest,
      fillRows(forest, columns, Int32Array.of(0), 1),
      Int32Array.of(0),
      1,
      { from: 1, to: 2, step: 2 },
      sums,
    );
    expect(sums[0]).toBe(0.25);
  });

  it('divides the score among the features on the path, the mean of all rows aside', () => {
    const { bias, parts } = treeContributions(forest, fillRows(forest, columns, Int32Array.of(1), 1));
    expect(bias).toBeCloseTo(0.45);
    expect(parts.get(0)).toBeCloseTo(0.4);
    expect(parts.get(1)).toBeCloseTo(-1.1);
    expect(bias + [...parts.values()].reduce((a, b) => a + b)).toBeCloseTo(-0.25);
  });
});
