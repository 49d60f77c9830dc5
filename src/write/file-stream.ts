import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createGzip } from 'node:zlib';
import { besidePath } from './beside.js';
import { guardWrite } from './cannot-write.js';

/** A file that is written piece by piece, and comes to its name when it is whole. */
export interface FileStream {
  write(text: string): Promise<void>;
  /** Throws `UsageError`, as `write` does. */
  end(): Promise<void>;
  /** Leaves nothing half-written behind. */
  abandon(): void;
}

/** Pieces are gathered up to this size, in bytes. */
const GATHERED = 1 << 16;

/** Opens a file for writing; one whose name ends in `.gz` is packed. Throws `UsageError`. */
export function openFileStream(path: string): FileStream {
  const beside = besidePath(path);
  const file = guardWrite(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(beside, 'w');
  });
  const store = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) at += guardWrite(path, () => writeSync(file, bytes, at));
  };
  const sink = /\.gz$/i.test(path)
    ? gzipInto(store)
    : { write: async (b: Buffer) => store(b), end: async () => {} };
  let gathered: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    const bytes = Buffer.concat(gathered);
    gathered = [];
    size = 0;
    await sink.write(bytes);
  };
  let open = true;
  return {
    async write(text) {
      const bytes = Buffer.from(text);
      gathered.push(bytes);
      size += bytes.length;
      if (size >= GATHERED) await flush();
    },
    async end() {
      await flush();
      await sink.end();
      open = false;
      guardWrite(path, () => {
        closeSync(file);
        renameSync(beside, path);
      });
    },
    abandon() {
      if (open) closeSync(file);
      open = false;
      rmSync(beside, { force: true });
    },
  };
}

function gzipInto(store: (bytes: Uint8Array) => void) {
  const gzip = createGzip();
  let failed: unknown;
  gzip.on('data', (bytes) => {
    try {
      store(bytes);
    } catch (error) {
      failed ??= error;
    }
  });
  const check = () => {
    if (failed) throw failed;
  };
  return {
    async write(bytes: Buffer) {
      await new Promise<void>((resolve) => gzip.write(bytes, () => resolve()));
      check();
    },
    async end() {
      await new Promise<void>((resolve) => gzip.on('end', resolve).end());
      check();
    },
  };
}
