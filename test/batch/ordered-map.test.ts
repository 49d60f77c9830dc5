import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { orderedMap } from '../../src/batch/ordered-map.js';
import { collect } from './collect.js';

async function* numbers(count: number, taken: (n: number) => void = () => {}) {
  for (let n = 0; n < count; n++) {
    taken(n);
    yield n;
  }
}

describe('an ordered map', () => {
  it('keeps the order, whatever is done first', async () => {
    const slowFirst = async (n: number) => {
      await setTimeout(n % 3 === 0 ? 5 : 0);
      return n;
    };
    const results = await collect(orderedMap(numbers(20), slowFirst, () => 4));
    expect(results).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('has no more under way than the limit says, and asks for no more', async () => {
    let read = 0;
    let done = 0;
    let most = 0;
    const source = numbers(50, () => {
      read++;
    });
    for await (const _ of orderedMap(
      source,
      (n) => setTimeout(1, n),
      () => 3,
    )) {
      most = Math.max(most, read - done);
      done++;
      await setTimeout(2);
    }
    expect(done).toBe(50);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('hands on what is done while its source is slow', async () => {
    const source = (async function* () {
      yield 1;
      await setTimeout(60_000, undefined, { ref: false });
    })();
    const { value } = await orderedMap(
      source,
      async (n) => n,
      () => 8,
    ).next();
    expect(value).toBe(1);
  });

  it('throws what the work throws, in its turn', async () => {
    const seen: number[] = [];
    const work = async (n: number) => {
      if (n === 2) throw new Error('no');
      return n;
    };
    await expect(
      (async () => {
        for await (const n of orderedMap(numbers(9), work, () => 4)) seen.push(n);
      })(),
    ).rejects.toThrow('no');
    expect(seen).toEqual([0, 1]);
  });
});
