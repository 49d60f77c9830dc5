import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { gist, http, itemsOf, warcRecord } from './inputs.js';

const PAGE = '<html><body><p>The ferry sails on Friday.</p></body></html>';
const URI = { 'WARC-Target-URI': 'https://news.example/ferry' };
const GOOD = warcRecord('response', http(PAGE));
const LAST = warcRecord('response', http('<p>Last</p>'), { 'WARC-Record-ID': '<urn:uuid:last>' });

const read = async (...records: Uint8Array[]) => gist(await itemsOf('a.warc', Buffer.concat(records)));

describe('a WARC file', () => {
  it('has responses with an address, an id and a date', async () => {
    const [item] = await itemsOf('a.warc', warcRecord('response', http(PAGE), URI));
    expect(item).toMatchObject({
      line: 1,
      document: { id: 'urn:uuid:response', url: 'https://news.example/ferry', text: PAGE, format: 'html' },
      fields: { id: 'urn:uuid:response', url: 'https://news.example/ferry', date: '2026-03-01T10:00:00Z' },
    });
  });

  it('has pages in gzip members of their own', async () => {
    const packed = Buffer.concat([GOOD, LAST].map((record) => gzipSync(record)));
    expect(gist(await itemsOf('a.warc.gz', packed))).toEqual([PAGE, '<p>Last</p>']);
  });

  it('has plain text in conversions, as WET files do, and in resources', async () => {
    const plain = { 'Content-Type': 'text/plain', 'WARC-Target-URI': '<https://news.example/1>' };
    const items = await itemsOf(
      'a.warc.wet',
      Buffer.concat([
        warcRecord('warcinfo', 'software: x'),
        warcRecord('conversion', 'The ferry sails.', plain),
        warcRecord('resource', PAGE, { 'Content-Type': 'text/html; charset=utf-8' }),
      ]),
    );
    expect(items).toMatchObject([
      { line: 2, document: { format: 'text', text: 'The ferry sails.', url: 'https://news.example/1' } },
      { line: 3, document: { format: 'html', text: PAGE } },
    ]);
  });

  it('passes over what holds no page, and counts it', async () => {
    const skipped: string[] = [];
    const records = [
      warcRecord('warcinfo', 'x'),
      warcRecord('request', 'GET / HTTP/1.1\r\n\r\n'),
      warcRecord('response', http('gone', 'Content-Type: text/html', '404 Not Found')),
      warcRecord('response', http('x', 'Content-Type: image/png')),
      warcRecord('response', http('{}', 'X: y')),
      warcRecord('response', http(PAGE, 'X: y')),
    ];
    const items = await itemsOf('a.warc', Buffer.concat(records), { skipped: (kind) => skipped.push(kind) });
    expect(gist(items)).toEqual([PAGE]);
    expect(skipped).toEqual([
      'warcinfo',
      'request',
      'response with status 404',
      'response of image/png',
      'response of unknown type',
    ]);
  });

  it.each([
    ['gzip', gzipSync(PAGE)],
    ['x-gzip', gzipSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['deflate', deflateRawSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
    ['gzip, br', brotliCompressSync(gzipSync(PAGE))],
    ['br', Buffer.from(PAGE)],
  ])('undoes content encodings, where there is one: %s', async (coding, body) => {
    expect(
      await read(
        warcRecord('response', http(body, `Content-Type: text/html\r\nContent-Encoding: ${coding}`)),
      ),
    ).toEqual([PAGE]);
  });

  it('undoes chunks, and leaves what is not chunked', async () => {
    const headers = 'Content-Type: text/html\r\nTransfer-Encoding: chunked';
    const chunks = `${PAGE.length.toString(16)}\r\n${PAGE}\r\n0\r\n\r\n`;
    expect(
      await read(warcRecord('response', http(chunks, headers)), warcRecord('response', http(PAGE, headers))),
    ).toEqual([PAGE, PAGE]);
  });

  it('decodes pages as their response, or they themselves, say', async () => {
    const text = '<p>Паром отправится в пятницу</p>';
    const page = `<meta charset="koi8-r">${text}`;
    expect(
      await read(
        warcRecord(
          'response',
          http(iconv.encode(text, 'windows-1251'), 'Content-Type: text/html; charset=windows-1251'),
        ),
        warcRecord('response', http(iconv.encode(page, 'koi8-r'))),
      ),
    ).toEqual([text, page]);
  });

  it('may have line ends without carriage returns', async () => {
    const record = warcRecord('response', `HTTP/1.0 200 OK\nContent-Type: text/html\n\n${PAGE}`)
      .toString()
      .replaceAll('\r', '');
    expect(await read(Buffer.from(record), LAST)).toEqual([PAGE, '<p>Last</p>']);
  });
});

describe('a broken WARC file', () => {
  it('has a length that is too small, and the next record is found', async () => {
    const short = warcRecord('response', http(PAGE), { 'Content-Length': 70 });
    expect(await read(GOOD, short, LAST)).toEqual([
      PAGE,
      expect.stringMatching(/^2: wrong Content-Length: it goes on for \d+ bytes$/),
      '<p>Last</p>',
    ]);
  });

  it('has a length that is too large, and the records within it are found', async () => {
    const long = warcRecord('response', http(PAGE), { 'Content-Length': 500 });
    expect(await read(long, GOOD, LAST)).toEqual([
      '1: wrong Content-Length: the next record begins within it',
      PAGE,
      '<p>Last</p>',
    ]);
    expect(await read(warcRecord('response', http(PAGE), { 'Content-Length': 50_000 }), LAST)).toEqual([
      '1: wrong Content-Length: the next record begins within it',
      '<p>Last</p>',
    ]);
  });

  it('has no length, or one that is no number', async () => {
    for (const length of ['', 'many', '-4'])
      expect(
        (await read(warcRecord('response', http(PAGE), { 'Content-Length': length }), LAST)).at(-1),
      ).toBe('<p>Last</p>');
  });

  it('ends within a record', async () => {
    expect(await read(LAST, GOOD.subarray(0, GOOD.length - 20))).toEqual([
      '<p>Last</p>',
      '2: the file ends within it',
    ]);
    const packed = gzipSync(Buffer.concat([LAST, GOOD]));
    expect(gist(await itemsOf('a.warc.gz', packed.subarray(0, packed.length - 30)))).toEqual([
      '<p>Last</p>',
      expect.stringMatching(/: the gzip data is cut off$/),
    ]);
  });

  it('holds a record that is too large, which is not held, and the others are read', async () => {
    const large = warcRecord('response', http('x'.repeat(5000)), { 'WARC-Record-ID': '<urn:uuid:large>' });
    const items = await itemsOf('a.warc', Buffer.concat([large, LAST]), { maxRecordSize: 2048 });
    expect(items).toMatchObject([
      { id: 'urn:uuid:large', line: 1, error: '4.9 KB, larger than --max-record-size 2 KB' },
      { document: { text: '<p>Last</p>' } },
    ]);
  });

  it('holds a page that is too large when it is unpacked', async () => {
    const bomb = warcRecord(
      'response',
      http(gzipSync(Buffer.alloc(1 << 20)), 'Content-Type: text/html\r\nContent-Encoding: gzip'),
    );
    const items = await itemsOf('a.warc', Buffer.concat([bomb, LAST]), { maxRecordSize: 1 << 16 });
    expect(gist(items)).toEqual(['1: unpacked it is larger than --max-record-size', '<p>Last</p>']);
  });

  it('holds payloads that cannot be read', async () => {
    const cut = gzipSync(PAGE.repeat(50)).subarray(0, 40);
    expect(
      await read(
        warcRecord('response', http(cut, 'Content-Type: text/html\r\nContent-Encoding: gzip')),
        warcRecord('response', http(PAGE, 'Content-Type: text/html\r\nContent-Encoding: rot13')),
        warcRecord('response', 'no response at all'),
        warcRecord('response', http('\u0001\u0002\u0003\u0004')),
        LAST,
      ),
    ).toEqual([
      '1: the gzip data of the payload is damaged or cut off',
      '2: unknown content encoding "rot13"',
      '3: no HTTP response in it',
      '4: binary data, not text (it is full of control characters)',
      '<p>Last</p>',
    ]);
  });

  it('holds bytes that belong to no record', async () => {
    expect(await read(Buffer.from('noise\nmore noise\n'), LAST)).toEqual([
      '1: 17 bytes that belong to no WARC record',
      '<p>Last</p>',
    ]);
    expect(await read(Buffer.from('x'.repeat(100_000)))).toEqual([
      '1: 100000 bytes that belong to no WARC record',
    ]);
  });
});
