import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Crew } from '../../src/batch/crew.js';

const DOUBLING = fileURLToPath(new URL('./doubling-worker.mjs', import.meta.url));

function crewOf(jobs: number) {
  const here: number[] = [];
  const crew = new Crew<number, { n: number } | { failure: string }>({
    here: async (n) => {
      here.push(n);
      return { n: 2 * n };
    },
    file: DOUBLING,
    setup: {},
    jobs,
    eager: true,
    sizeOf: (n) => n,
    failed: (failure) => ({ failure }),
  });
  return { crew, here };
}

it('this thread takes a group where the workers have enough, and leaves what is large to them', async () => {
  const { crew, here } = crewOf(2);
  const large = 2 << 20;
  const groups = [[1], [2], [large], [3, 4]];
  const results = Promise.all(groups.map((group) => crew.run(group)));
  await setImmediate();
  expect(here).toContain(3);
  expect((await results).map((group) => group.length)).toEqual([1, 1, 1, 2]);
  expect(here).toEqual([3, 4]);
  await crew.close();
});

it('with one job nobody else works', async () => {
  const { crew, here } = crewOf(1);
  expect(await crew.run([1, 2])).toEqual([{ n: 2 }, { n: 4 }]);
  expect(here).toEqual([1, 2]);
  await crew.close();
});
