import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readJsonl } from '../../src/read/jsonl.js';
import { type InputItem, isFault } from '../../src/read/record.js';
import { unpack } from '../../src/read/unpack.js';
import { readWarc } from '../../src/read/warc.js';
import { http, warcRecord } from './inputs.js';

const OPTIONS = { maxRecordSize: 1 << 20, textField: 'text', htmlField: 'html' };
const STORY = 'The ferry sails on Friday, the harbour board said. '.repeat(60);
const LINE = Buffer.from(`${JSON.stringify({ id: 'a', text: STORY })}\n`);
const RECORD = warcRecord('response', http(`<p>${STORY}</p>`));
const MB = 1 << 20;

/** A source without end, which says how much of it was taken. */
function endless(piece: Uint8Array) {
  const taken = { bytes: 0 };
  async function* source() {
    for (;;) {
      taken.bytes += piece.length;
      yield piece;
    }
  }
  return { taken, source: source() };
}

async function first(items: AsyncGenerator<InputItem>, count: number): Promise<InputItem[]> {
  const got: InputItem[] = [];
  for await (const item of items) {
    got.push(item);
    if (got.length === count) break;
  }
  return got;
}

describe('a file without end', () => {
  it.each([
    ['JSON Lines', LINE, readJsonl],
    ['a web archive', RECORD, readWarc],
  ])('is read no further than is asked for: %s', async (_name, piece, read) => {
    const { source, taken } = endless(piece);
    expect(await first(read(source, OPTIONS), 50)).toHaveLength(50);
    expect(taken.bytes).toBeLessThan(60 * piece.length);
  });

  it('is read no further than is asked for where it is packed', async () => {
    const { source, taken } = endless(gzipSync(LINE));
    await first(readJsonl(unpack(source), OPTIONS), 50);
    expect(taken.bytes).toBeLessThan(60 * gzipSync(LINE).length);
  });
});

describe('memory', () => {
  it('does not grow with the file', async () => {
    const { source, taken } = endless(Buffer.concat(Array.from({ length: 100 }, () => LINE)));
    const before = process.memoryUsage().rss;
    let most = before;
    for await (const _item of readJsonl(source, OPTIONS)) {
      if (taken.bytes > 200 * MB) break;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect((most - before) / MB).toBeLessThan(150);
  });

  it('does not hold a record that is too large', async () => {
    const huge = 300 * MB;
    async function* source() {
      yield warcRecord('response', '', { 'Content-Length': huge }).subarray(0, -4);
      const piece = Buffer.alloc(MB, 'x');
      for (let i = 0; i < huge / MB; i++) yield piece;
      yield Buffer.from('\r\n\r\n');
      yield RECORD;
    }
    const before = process.memoryUsage().rss;
    const items = await first(readWarc(source(), OPTIONS), 2);
    expect((process.memoryUsage().rss - before) / MB).toBeLessThan(150);
    expect(items.map((item) => (isFault(item) ? item.error : 'read'))).toEqual([
      '300 MB, larger than --max-record-size 1 MB',
      'read',
    ]);
  });
});
