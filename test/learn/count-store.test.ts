import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { CountStore } from '../../src/learn/engines/duckdb.js';
import { type CountRow, hashText } from '../../src/learn/observation.js';

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

const SITES = ['quay', 'ferry', 'mole', 'pier', 'dock'];
/** Every key twice: four documents of it. */
const ROWS = Array.from({ length: 60_000 }, (_, i) => {
  const key = hashText(`${i % 30_000}`);
  return row(`${SITES[i % 5]}.example`, key, i < 30_000 ? 1 : 3);
});

/** The rows of a Parquet file in their order. */
async function rowsOf(path: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(`FROM '${path}'`)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** @param memory bytes: a row in memory is taken for 2,000. */
async function count(memory: number) {
  const folder = mkdtempSync(join(tmpdir(), 'dechaff-count-'));
  try {
    const store = await CountStore.open(join(folder, 'db'), { memory, folder, threads: 1 });
    store.add(ROWS);
    const path = join(folder, 'counts.parquet');
    await store.writeCounts(path);
    const frequent: CountRow[] = [];
    for await (const site of store.frequent(2)) frequent.push(...site);
    store.close();
    const left = readdirSync(folder).filter((name) => name.includes('part') && name !== 'counts.parquet');
    return { counts: await rowsOf(path), frequent, left };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('counts the same in parts as at once, and leaves no part behind', async () => {
  const whole = await count(1e9);
  expect(whole.counts).toHaveLength(30_000);
  expect(whole.frequent.every(({ documents }) => documents === 4)).toBe(true);
  expect(await count(1e8)).toEqual(whole);
  expect(whole.left).toEqual([]);
});
