import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const STEP = 1 << 20;

/** First 32 hex digits of the SHA-256 of a file, or of `length` bytes of it from `start` on; undefined where it cannot be read, or is a pipe. */
export function hashFile(path: string, start = 0, length = Number.POSITIVE_INFINITY): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const stat = fstatSync(file);
    if (!stat.isFile()) return undefined;
    const hash = createHash('sha256');
    // No buffer is larger than the file: most are small.
    for (const bytes of chunks(file, start, Math.min(length, stat.size - start))) hash.update(bytes);
    return shortDigest(hash);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The digest in the length that is used here. */
export function shortDigest(hash: ReturnType<typeof createHash>): string {
  return hash.digest('hex').slice(0, 32);
}

/** A part of an open file, piece by piece; each is gone when the next is asked for. */
export function* chunks(file: number, start: number, length: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(STEP, length)));
  for (let at = start; at < start + length; ) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, start + length - at), at);
    if (read === 0) return;
    yield buffer.subarray(0, read);
    at += read;
  }
}
