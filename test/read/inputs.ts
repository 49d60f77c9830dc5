import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileInput, readInput } from '../../src/read/input.js';
import { type InputItem, isFault, MAX_RECORD_SIZE, type ReadOptions } from '../../src/read/record.js';

/** Everything that is read from a file of this name and content. */
export async function itemsOf(
  name: string,
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
): Promise<InputItem[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'dechaff-')), name);
  writeFileSync(path, content);
  const input = await fileInput({ path, name, below: name });
  const items: InputItem[] = [];
  const defaults = { maxRecordSize: MAX_RECORD_SIZE, textField: 'text', htmlField: 'html' };
  for await (const item of readInput(input, { ...defaults, ...options })) items.push(item);
  return items;
}

/** Each item as its text, or as what is wrong with it. */
export function gist(items: readonly InputItem[]): string[] {
  return items.map((item) => (isFault(item) ? `${item.line}: ${item.error}` : item.document.text));
}

/** Bytes as a stream of pieces of this size. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A record of a WARC file, with the length that it really has if no other is given. */
export function warcRecord(
  type: string,
  body: string | Uint8Array,
  fields: Record<string, string | number> = {},
): Buffer {
  const block = Buffer.from(body as string);
  const all = {
    'WARC-Type': type,
    'WARC-Record-ID': `<urn:uuid:${type}>`,
    'WARC-Date': '2026-03-01T10:00:00Z',
    'Content-Length': block.length,
    ...fields,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${head.join('')}\r\n`), block, Buffer.from('\r\n\r\n')]);
}

/** An HTTP response. */
export function http(
  body: string | Uint8Array,
  headers = 'Content-Type: text/html',
  status = '200 OK',
): Buffer {
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`),
    Buffer.from(body as string),
  ]);
}
