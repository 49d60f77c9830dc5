import { gzipSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { CHROME, folderWith, PAGE, PLAIN, STORY } from './files.js';

const optional = { repetition_type: 'OPTIONAL' } as const;
const BYTES = { type: 'BYTE_ARRAY', ...optional } as const;
const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: 7 },
  { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
  { name: 'text', ...BYTES, converted_type: 'UTF8' },
  { name: 'html', ...BYTES },
  { name: 'seen', type: 'INT64', ...optional, converted_type: 'TIMESTAMP_MICROS' },
  { name: 'raw', ...BYTES },
  { name: 'tags', ...optional, num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', ...BYTES, converted_type: 'UTF8' },
  { name: 'big', type: 'INT64', ...optional },
];
const SEEN = 1_767_261_600_123_456n;
const BIG = 9_007_199_254_740_993n;
const ROWS = [
  { id: 1n, text: PAGE, html: null, seen: SEEN, raw: Uint8Array.of(1, 255), tags: ['x', 'y'], big: BIG },
  {
    id: 2n,
    text: null,
    html: Buffer.from('<p>The ferry sails on Friday, the board said.</p>'),
    seen: null,
    raw: null,
    tags: [],
    big: 7n,
  },
  { id: 3n, text: null, html: null, seen: SEEN, raw: null, tags: ['z'], big: 8n },
  { id: 4n, text: PLAIN, html: null, seen: SEEN, raw: null, tags: null, big: null },
];

/** A Parquet file with two row groups. */
function file(rows: Record<string, unknown>[] = ROWS, schema = SCHEMA): Uint8Array {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schema as never });
  const names = ['id', 'text', 'html', 'seen', 'raw', 'tags', 'big'].filter((name) =>
    schema.some((e) => e.name === name),
  );
  writer.write({
    columnData: names.map((name) => ({ name, data: rows.map((row) => row[name]) })),
    rowGroupSize: 2,
  });
  writer.finish();
  return bytes.getBytes();
}

async function rowsOf(path: string) {
  const source = await asyncBufferFromFile(path);
  const parsers = { timestampFromMicroseconds: (micros: bigint) => micros };
  return parquetReadObjects({ file: source, utf8: false, parsers });
}

const parse = (lines: string) =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((json) => JSON.parse(json));

describe('Parquet', () => {
  it('comes out as JSON records, row by row', async () => {
    const { code, stdout, stderr } = await folderWith({ 'in.parquet': file() }).run(['in.parquet']);
    const [first, second, third, fourth] = parse(stdout);
    expect(first).toMatchObject({
      id: 1,
      seen: '2026-01-01T10:00:00.123Z',
      tags: ['x', 'y'],
      big: `${BIG}`,
      raw: 'Af8=',
    });
    expect(first.text).toContain(STORY);
    expect(first).not.toHaveProperty('html');
    expect(second.text).toContain('The ferry sails on Friday');
    expect(third).toEqual({
      id: '3',
      line: 3,
      error: expect.stringMatching(/^has neither "text" nor "html"/),
    });
    expect(fourth.text).toBe(PLAIN);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^dechaff: in\.parquet: row 3 \(3\): has neither/),
    });
  });

  it('comes out as Parquet with its columns and types, where the name of the output says so', async () => {
    const folder = folderWith({ 'in.parquet': file() });
    expect((await folder.run(['in.parquet', '-o', 'out.parquet'])).code).toBe(2);
    expect(folder.list()).toEqual(['in.parquet', 'out.parquet']);
    const rows = await rowsOf(folder.path('out.parquet'));
    expect(Object.keys(rows[0])).toEqual(['id', 'text', 'seen', 'raw', 'tags', 'big', 'dechaff']);
    for (const [i, { html: _html, text: _text, ...rest }] of ROWS.entries())
      expect(rows[i]).toMatchObject(rest);
    expect(rows[0].text).not.toContain(CHROME);
    expect(rows[0].dechaff).toMatchObject({ language: 'en', roles: expect.any(Object) });
    expect(rows[2]).toMatchObject({
      text: null,
      dechaff: { id: '3', line: 3, error: expect.any(String) },
    });
    const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(folder.path('out.parquet')));
    expect(
      schema.filter(({ name }) => ['id', 'seen', 'raw', 'list'].includes(name)).map(({ type }) => type),
    ).toEqual(['INT64', 'INT64', 'BYTE_ARRAY', undefined]);
  });

  it('is read from standard input and packed', async () => {
    const folder = folderWith({ 'in.parquet': file(), 'in.parquet.gz': gzipSync(file()) });
    const { stdout } = await folder.run(['in.parquet']);
    expect((await folder.run([], { input: file() })).stdout).toBe(stdout);
    expect((await folder.run(['in.parquet.gz'])).stdout).toBe(stdout);
  });

  it('takes records that have no types', async () => {
    const lines = `${JSON.stringify({ id: 'a', url: 'https://a.example/', text: PAGE, n: 1 })}\noops\n`;
    const folder = folderWith({ 'in.jsonl': lines, 'page.txt': PLAIN });
    expect((await folder.run(['in.jsonl', 'page.txt', '-o', 'out.parquet', '--no-report'])).code).toBe(2);
    const rows = await rowsOf(folder.path('out.parquet'));
    expect(rows).toMatchObject([
      { id: 'a', url: 'https://a.example/', fields: { n: 1 }, dechaff: { language: 'en' } },
      { id: null, dechaff: { line: 2, error: expect.stringMatching(/not valid JSON/) } },
      { id: 'page.txt', text: PLAIN },
    ]);
  });

  it('of one file takes inputs with the same columns', async () => {
    const other = parquetWriteBuffer({ columnData: [{ name: 'text', data: [PLAIN], type: 'STRING' }] });
    const folder = folderWith({
      'a.parquet': file(),
      'b.parquet': file(),
      'c.parquet': new Uint8Array(other),
    });
    const { code, stderr } = await folder.run(['a.parquet', 'b.parquet', 'c.parquet', '-o', 'out.parquet']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'dechaff: c.parquet: its columns are not those of the first input; give it a file of its own\n',
    );
    expect(await rowsOf(folder.path('out.parquet'))).toHaveLength(8);
  });

  it('without a column to read is named, with those that it has', async () => {
    const folder = folderWith({ 'in.parquet': file() });
    const { code, stderr } = await folder.run(['in.parquet', '--text-field', 'body', '--html-field', 'page']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'dechaff: in.parquet: row 1: has neither a column "body" nor "page" (--text-field and --html-field name others); it has id, text, html, seen, raw, tags, big\n',
    );
  });

  it('that is damaged is named, and row groups that are not come out', async () => {
    const damaged = Buffer.from(file());
    damaged.fill(0xff, 4, 60);
    const folder = folderWith({ 'in.parquet': damaged, 'no.parquet': 'PAR1 and nothing else' });
    const { code, stdout } = await folder.run(['in.parquet']);
    const records = parse(stdout);
    expect(code).toBe(2);
    expect(records[0]).toMatchObject({
      id: null,
      line: 1,
      error: expect.stringMatching(/^rows 1 to 2 cannot be read: /),
    });
    expect(records.at(-1).text).toBe(PLAIN);
    expect((await folder.run(['no.parquet'])).stderr).toMatch(
      /^dechaff: no\.parquet: row 1: not a Parquet file that can be read/,
    );
  });
});
