import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageThreshold } from '../../src/decide/page-threshold.js';

const at = (probability: number[], words: number[]) => pageThreshold(Float64Array.from(probability), words);

describe('page threshold', () => {
  it('lies near one half on a page where all is clear', () => {
    const { threshold, expected } = at([0.99, 0.01, 0.02, 0.99], [50, 80, 90, 60]);
    expect(expected).toBeGreaterThan(0.95);
    expect(threshold).toBeCloseTo(0.55, 1);
  });

  it('keeps more where all is in doubt', () => {
    expect(at([0.7, 0.75, 0.8, 0.9], [10, 10, 10, 200]).threshold).toBeGreaterThan(0.7);
  });

  it('leaves a text alone that is all but clean', () => {
    expect(at([0.05, 0.04, 0.8, 0.03], [80, 90, 4, 70]).threshold).toBe(0.99);
  });

  it('removes everything from a page without an article', () => {
    expect(at([0.99, 0.995, 0.99], [3, 2, 4]).threshold).toBeLessThan(0.98);
  });

  it('finds the best expected F of all thresholds', () => {
    const page = fc.array(
      fc.tuple(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 99 })),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(page, (rows) => {
        const { expected } = at(
          rows.map(([p]) => p),
          rows.map(([, w]) => w),
        );
        const article = rows.reduce((sum, [p, w]) => sum + w * (1 - p), 0);
        for (const [limit] of rows) {
          const kept = rows.filter(([p]) => p <= limit);
          const right = kept.reduce((sum, [p, w]) => sum + w * (1 - p), 0);
          const words = kept.reduce((sum, [, w]) => sum + w, 0);
          expect((2.21 * right) / (words + 1.21 * article)).toBeLessThanOrEqual(expected + 1e-9);
        }
      }),
    );
  });
});
