import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openWorkerPool } from '../../src/batch/worker-pool.js';

const FRAIL = fileURLToPath(new URL('./frail-worker.mjs', import.meta.url));

it('a worker that dies loses the task that kills it and no other', async () => {
  const pool = await openWorkerPool<number, number>(FRAIL, {}, 2);
  const groups = [[1, 2], [12, 13, 14], [13], [20]];
  const results = await Promise.all(groups.map((group) => pool.run(group)));
  await pool.close();
  const lost = { lost: expect.stringContaining('exited') };
  expect(results).toEqual([[2, 4], [24, lost, 28], [lost], [40]]);
});
