import { expect, it } from 'vitest';
import { grouped } from '../../src/batch/grouped.js';
import { collect } from './collect.js';

it('groups hold so many items or so much', async () => {
  async function* sizes() {
    yield* [1, 1, 1, 1, 90, 5, 6, 2];
  }
  const groups = await collect(
    grouped(
      sizes(),
      (n) => n,
      () => ({ items: 3, size: 10 }),
    ),
  );
  expect(groups).toEqual([[1, 1, 1], [1, 90], [5, 6], [2]]);
});
