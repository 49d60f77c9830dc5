import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../src/eval/bootstrap.js';

const mean = (sums: Float64Array, documents: number) => [sums[0] / documents];

describe('bootstrap intervals', () => {
  it('are the same each time', () => {
    const rows = [[0.2], [0.9], [0.5], [1]];
    expect(bootstrap(rows, mean)).toEqual(bootstrap(rows, mean));
  });

  it('come near to the normal ones for a mean of many', () => {
    // 400 documents, half 0 and half 1: the mean's standard error is 0.025.
    const rows = Array.from({ length: 400 }, (_, i) => [i % 2]);
    const [{ low, high }] = bootstrap(rows, mean)!;
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.025, 2);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.025, 2);
  });

  it('have no width where all documents are alike, and one for each figure', () => {
    const rows = [
      [1, 3],
      [1, 3],
    ];
    expect(bootstrap(rows, (sums) => [sums[0] / 2, sums[1] / sums[0]])).toEqual([
      { low: 1, high: 1 },
      { low: 3, high: 3 },
    ]);
  });

  it('need two documents', () => {
    expect(bootstrap([[1]], mean)).toBeUndefined();
  });
});
