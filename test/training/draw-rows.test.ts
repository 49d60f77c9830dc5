import { describe, expect, it } from 'vitest';
import { drawRows } from '../../training/jobs.js';

const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
const light = Float32Array.from({ length: 4000 }, (_, i) => (i % 4 === 0 ? 0 : 0.01 * (1 + (i % 7))));

describe('rows to learn from', () => {
  it('are drawn by their weight, as many as are wanted in the mean', () => {
    const drawn = drawRows(light, 500).filter((w) => w > 0);
    expect(drawn.length).toBeGreaterThan(430);
    expect(drawn.length).toBeLessThan(570);
    expect(sum(drawn) / sum(light)).toBeCloseTo(1, 0);
  });

  it('stay as they are where there are not too many', () => {
    expect(drawRows(light, 5000)).toEqual(light);
  });

  it('are sure to have the heavy ones', () => {
    const weight = light.slice();
    weight[8] = 50;
    expect(drawRows(weight, 500)[8]).toBe(50);
  });
});
