import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { AsyncBuffer } from 'hyparquet';

/** Opens a file of which any part can be read. */
export function openRandomAccess(path: string): AsyncBuffer & { close(): void } {
  const file = openSync(path, 'r');
  const byteLength = fstatSync(file).size;
  return {
    byteLength,
    slice(start, end = byteLength) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
      let got = 0;
      while (got < bytes.length) {
        const read = readSync(file, bytes, got, bytes.length - got, start + got);
        if (read === 0) break;
        got += read;
      }
      return bytes.buffer;
    },
    close: () => closeSync(file),
  };
}
