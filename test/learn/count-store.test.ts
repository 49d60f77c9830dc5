import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CountStore } from '../../src/learn/engines/duckdb.js';
import type { CountRow } from '../../src/learn/observation.js';

const row = (site: string, key: string, documents: number): CountRow => ({
  site,
  kind: 'exact',
  key,
  role: 'navigation',
  template: '',
  documents,
  article: 0,
  first_seen: null,
  last_seen: null,
  place_1: documents,
  place_2: 0,
  place_3: 0,
  place_4: 0,
  place_5: 0,
  variety: 1n,
  low: key,
  high: key,
});

const ROWS = ['quay', 'ferry', 'mole', 'pier', 'dock'].flatMap((site) => [
  row(`${site}.example`, 'a', 1),
  row(`${site}.example`, 'b', 2),
  row(`${site}.example`, 'a', 3),
]);

async function count(rowsAtOnce?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'dechaff-count-'));
  try {
    const store = await CountStore.open(join(folder, 'db'), {
      memory: '200MB',
      folder,
      threads: 1,
      rowsAtOnce,
    });
    store.add(ROWS);
    const path = join(folder, 'counts.parquet');
    await store.writeCounts(path);
    const frequent: CountRow[] = [];
    for await (const site of store.frequent(2)) frequent.push(...site);
    store.close();
    const left = readdirSync(folder).filter((name) => name.includes('part-'));
    return { bytes: readFileSync(path).toString('base64'), frequent, left };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('counts the same in parts as at once, and leaves no part behind', async () => {
  const whole = await count();
  expect(whole.frequent).toHaveLength(10);
  expect(await count(4)).toEqual(whole);
  expect(whole.left).toEqual([]);
});
