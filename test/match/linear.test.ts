import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { clean } from '../../src/index.js';

/** Times one page made of a line repeated; the best of a few, for other work goes on on the machine. */
async function time(line: string, times: number): Promise<number> {
  const text = `${line}\n`.repeat(times);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const from = performance.now();
    await clean(text, { language: false });
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

// Quadratic time would make it sixteen times; the bound is generous, the sizes small.
it.each([
  'Sign up to our free weekly newslet',
  'your your your your your support support support',
  '10:15 / 10:15 / 10:15 / x',
  '(photo (photo (photo',
])('takes time linear in the repetitions of "%s"', async (line) => {
  await time(line, 200);
  expect((await time(line, 4000)) / Math.max(1, await time(line, 1000))).toBeLessThan(10);
});
