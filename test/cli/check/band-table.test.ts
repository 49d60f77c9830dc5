import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BandTable } from '../../../src/cli/check/band-table.js';
import { Signatures } from '../../../src/cli/check/signatures.js';
import { bandsFor } from '../../../src/fingerprint/bands.js';
import { MemoryIndex, type SignatureIndex } from '../../../src/fingerprint/candidates.js';
import { minHash, SIGNATURE_SIZE } from '../../../src/fingerprint/minhash.js';
import { mix } from '../../../src/parse/mix.js';
import { freshFolder } from '../../spy.js';

/** Sets of 200 hashes; every fifth has most of those of the one before. */
const setOf = (i: number) =>
  Uint32Array.from({ length: 200 }, (_, k) => mix((i % 5 === 4 && k < 190 ? i - 1 : i) * 1000 + k)).sort();

async function bucketsOf(index: SignatureIndex, order: readonly number[]) {
  for (const i of order) await index.add(i, minHash(setOf(i)));
  const found: string[] = [];
  for await (const bucket of index.buckets()) found.push(bucket.join(' '));
  await index.close();
  return found.sort();
}

it('finds on disk the buckets that memory finds, in any order of the texts, and leaves nothing behind', async () => {
  const cut = bandsFor(0.8, SIGNATURE_SIZE);
  const order = Array.from({ length: 3000 }, (_, i) => i);
  const memory = await bucketsOf(new MemoryIndex(SIGNATURE_SIZE, cut), order);
  const folder = freshFolder();
  const table = await BandTable.create(cut, { folder, memory: '64MB', threads: 1 });
  expect(await bucketsOf(table, order.toReversed())).toEqual(memory);
  expect(new Set(memory).size).toBeGreaterThan(550);
  expect(readdirSync(folder)).toEqual([]);
});

it('takes over from memory once there are many signatures', async () => {
  const cut = bandsFor(0.8, SIGNATURE_SIZE);
  const order = Array.from({ length: 300 }, (_, i) => i);
  const memory = await bucketsOf(new Signatures(cut), order);
  expect(await bucketsOf(new Signatures(cut, 100), order)).toEqual(memory);
  expect(memory.length).toBeGreaterThan(50);
});
