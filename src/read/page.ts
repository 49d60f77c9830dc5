import type { Document } from '../types.js';
import { decodeBytes } from './decode.js';
import type { PageFormat } from './format.js';
import { type InputRecord, type ReadOptions, tooLarge } from './record.js';

/** Why a page cannot be read, in one line that does not name it. */
export class PageError extends Error {}

/** All bytes of a page. Throws `PageError` where there are more than may be held. */
async function collect(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw new PageError(tooLarge(limit));
  }
  return Buffer.concat(chunks);
}

/** Reads a page that is a file of its own, which may be empty. Throws `PageError`, `PackingError` and `NotTextError`. */
export async function readPage(
  bytes: AsyncIterable<Uint8Array>,
  named: Pick<Document, 'id' | 'path' | 'url'>,
  format: PageFormat,
  { encoding, maxRecordSize }: Pick<ReadOptions, 'encoding' | 'maxRecordSize'>,
): Promise<InputRecord> {
  const data = await collect(bytes, maxRecordSize);
  const { text, ...decoding } = await decodeBytes(data, { encoding, markup: format === 'html' });
  const document = { ...named, text, ...(format !== 'text' && { format }) };
  return { document, line: 1, decoding };
}
