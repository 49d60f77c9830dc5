import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Input } from './input.js';
import { packingOf, peek, unpack } from './unpack.js';

/**
 * Reads an input by a path at which any part of it can be read: its own, or, for a stream and for packed data, that of a copy
 * in a temporary folder, which is gone afterwards.
 */
export async function* withFile<T>(
  input: Input,
  read: (path: string) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { head, rest } = await peek(input.bytes(), 4);
  if (input.path !== undefined && packingOf(head) === undefined) {
    await rest[Symbol.asyncIterator]().return?.();
    yield* read(input.path);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'dechaff-'));
  try {
    const copy = join(folder, 'input');
    await pipeline(Readable.from(unpack(rest)), createWriteStream(copy));
    yield* read(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
