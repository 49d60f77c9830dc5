import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { http, warcRecord } from '../read/inputs.js';
import { CHROME, folderWith, PAGE, PLAIN, STORY } from './files.js';

const line = (record: object) => `${JSON.stringify(record)}\n`;
const parse = (lines: string) =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((json) => JSON.parse(json));
const RECORDS =
  line({ id: 'a', url: 'https://a.example/', text: PAGE, tags: ['x'] }) + line({ n: 1, text: PLAIN });
const WARC = Buffer.concat([
  warcRecord('warcinfo', 'software: x'),
  warcRecord('conversion', PAGE, { 'Content-Type': 'text/plain', 'WARC-Target-URI': 'https://a.example/1' }),
]);

describe('records', () => {
  it('come out as they came, in their order, with the clean text and what was decided', async () => {
    const { code, stdout, stderr } = await folderWith({ 'in.jsonl': RECORDS }).run(['in.jsonl']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, second] = parse(stdout);
    expect(Object.keys(first)).toEqual(['id', 'url', 'text', 'tags', 'dechaff']);
    expect(first).toMatchObject({ id: 'a', tags: ['x'], dechaff: { metadata: {}, language: 'en' } });
    expect(first.text).toContain(STORY);
    expect(first.text).not.toContain(CHROME);
    expect(Object.keys(first.dechaff)).toEqual(['kept', 'removed', 'roles', 'metadata', 'language']);
    expect(second).toMatchObject({ n: 1, text: PLAIN });
    expect(second).not.toHaveProperty('id');
  });

  it('come out without their HTML, which counts before a text', async () => {
    const html =
      '<html><body><p>The ferry sails on Friday morning, the harbour board said.</p></body></html>';
    const folder = folderWith({ 'in.jsonl': line({ raw: html, html: 'mine', text: 'not this' }) });
    const [record] = parse((await folder.run(['in.jsonl', '--html-field', 'raw'])).stdout);
    expect(Object.keys(record)).toEqual(['html', 'text', 'dechaff']);
    expect(record.text).toContain('The ferry sails on Friday morning');
    expect(record.text).not.toContain('not this');
  });

  it('keep a text in a field of another name as it came', async () => {
    const folder = folderWith({ 'in.jsonl': line({ content: PAGE }) });
    const [record] = parse((await folder.run(['in.jsonl', '--text-field', 'content'])).stdout);
    expect(record.content).toBe(PAGE);
    expect(record.text).toContain(STORY);
    expect(record.text).not.toContain(CHROME);
  });

  it('have every paragraph as a span where they are asked for', async () => {
    const folder = folderWith({ 'in.jsonl': RECORDS });
    const [{ dechaff }] = parse((await folder.run(['in.jsonl', '--spans'])).stdout);
    expect(dechaff.spans).toHaveLength(dechaff.kept + dechaff.removed);
  });

  it('that cannot be read leave a line in their place, and are named', async () => {
    const folder = folderWith({
      'in.jsonl': `${RECORDS}oops\n{"id":"q","text":7}\n${line({ text: PLAIN })}`,
    });
    const { code, stdout, stderr } = await folder.run(['in.jsonl', '-o', 'out.jsonl']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const records = parse(folder.read('out.jsonl'));
    expect(records).toHaveLength(5);
    expect(records[2]).toEqual({ id: null, line: 3, error: expect.stringMatching(/^not valid JSON/) });
    expect(records[3]).toEqual({ id: 'q', line: 4, error: '"text" is no text' });
    expect(records[4].text).toBe(PLAIN);
    expect(stderr).toMatch(
      /^dechaff: in\.jsonl:3: not valid JSON.*\ndechaff: in\.jsonl:4: "text" is no text\n$/,
    );
  });

  it('are known by content on standard input, packed or not', async () => {
    const folder = folderWith();
    const plain = await folder.run([], { input: RECORDS });
    expect(parse(plain.stdout)).toHaveLength(2);
    expect(await folder.run([], { input: gzipSync(RECORDS) })).toEqual(plain);
    expect(await folder.run(['--from', 'jsonl'], { input: RECORDS })).toEqual(plain);
    expect(await folder.run(['--stdin-filename', 'x.jsonl'], { input: RECORDS })).toEqual(plain);
  });

  it('are packed where the name of the output says so', async () => {
    const folder = folderWith({ 'in.jsonl.gz': gzipSync(RECORDS) });
    expect((await folder.run(['in.jsonl.gz', '-o', 'out.jsonl.gz'])).code).toBe(0);
    expect(folder.list()).toEqual(['in.jsonl.gz', 'out.jsonl.gz']);
    const { stdout } = await folder.run(['in.jsonl.gz']);
    expect(gunzipSync(folder.bytes('out.jsonl.gz')).toString()).toBe(stdout);
  });

  it('come from web archives with address, id and date', async () => {
    const folder = folderWith({ 'in.warc.wet.gz': gzipSync(WARC) });
    const { stdout, stderr } = await folder.run(['in.warc.wet.gz', '--verbose']);
    expect(parse(stdout)).toMatchObject([
      { id: 'urn:uuid:conversion', url: 'https://a.example/1', date: '2026-03-01T10:00:00Z', dechaff: {} },
    ]);
    expect(stderr).toContain('in.warc.wet.gz: passed over, without a page: 1 warcinfo\n');
  });

  it('of a file that ends too early come out up to there, and a line says so', async () => {
    const packed = gzipSync(Buffer.concat(Array.from({ length: 40 }, () => WARC)), { level: 0 });
    const folder = folderWith({ 'in.warc.gz': packed.subarray(0, packed.length / 2) });
    const { code, stdout, stderr } = await folder.run(['in.warc.gz']);
    const records = parse(stdout);
    expect(code).toBe(2);
    expect(records.length).toBeGreaterThan(15);
    expect(records.at(-1).error).toBe('the gzip data is cut off');
    expect(stderr).toMatch(/^dechaff: in\.warc\.gz: record \d+.*: the gzip data is cut off\n$/);
  });

  it('that are too large are named and passed over', async () => {
    const large = warcRecord('response', http('x'.repeat(5000)));
    const folder = folderWith({ 'in.warc': Buffer.concat([large, WARC]) });
    const { code, stdout, stderr } = await folder.run(['in.warc', '--max-record-size', '4KB']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'dechaff: in.warc: record 1 (urn:uuid:response): 4.9 KB, larger than --max-record-size 4 KB\n',
    });
    expect(parse(stdout)).toHaveLength(2);
  });

  it('that are nested too deeply to be written are named', async () => {
    const deep = `{"id":"deep","text":"x","n":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`;
    const { code, stdout, stderr } = await folderWith({ 'in.jsonl': deep + RECORDS }).run(['in.jsonl']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'dechaff: in.jsonl:1: nested too deeply to be written\n',
    });
    expect(parse(stdout)).toHaveLength(3);
  });

  it('may be none', async () => {
    const folder = folderWith({ 'in.jsonl': '', 'in.warc': warcRecord('warcinfo', 'x') });
    for (const name of ['in.jsonl', 'in.warc'])
      expect(await folder.run([name, '-o', 'out.jsonl'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(folder.read('out.jsonl')).toBe('');
  });

  it('have a report where one is asked for, and none beside them', async () => {
    const folder = folderWith({ 'in.jsonl': RECORDS });
    await folder.run(['in.jsonl', '-o', 'out.jsonl', '--report', 'r.jsonl', '--report-format', 'jsonl']);
    expect(parse(folder.read('r.jsonl')).map(({ id }) => id)).toEqual(['a', 'record-2']);
    expect(folder.list()).toEqual(['in.jsonl', 'out.jsonl', 'r.jsonl']);
  });

  it('are checked like pages', async () => {
    const folder = folderWith({ 'in.jsonl': RECORDS, 'plain.jsonl': line({ text: PLAIN }) });
    expect(await folder.run(['in.jsonl', '--check', '--quiet'])).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(await folder.run(['plain.jsonl', '--check', '--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });
});

describe('records and pages together', () => {
  const tree = () =>
    folderWith({
      'in/a.txt': PAGE,
      'in/b.jsonl': RECORDS,
      'in/deep/c.warc.gz': gzipSync(WARC),
      'in/d.txt.gz': gzipSync(PAGE),
    });

  it('mirror a folder, each in its form', async () => {
    const folder = tree();
    expect(await folder.run(['in', '-o', 'out'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(folder.list().filter((name) => name.startsWith('out'))).toEqual([
      'out/a.txt',
      'out/b.jsonl',
      'out/d.txt',
      'out/dechaff-report.diff',
      'out/deep/c.jsonl',
    ]);
    expect(folder.read('out/d.txt')).toBe(folder.read('out/a.txt'));
    expect(parse(folder.read('out/b.jsonl'))).toHaveLength(2);
    expect(folder.read('out/dechaff-report.diff')).not.toContain('a.example');
  });

  it('share a file of records', async () => {
    const folder = tree();
    expect((await folder.run(['in', '-o', 'all.jsonl', '--no-report'])).code).toBe(0);
    expect(parse(folder.read('all.jsonl')).map(({ id }) => id)).toEqual([
      'a.txt',
      'a',
      undefined,
      'd.txt.gz',
      'urn:uuid:conversion',
    ]);
  });

  it('are refused in forms that records do not have', async () => {
    const { code, stderr } = await tree().run(['in', '-o', 'out', '--to', 'text']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'dechaff: in/b.jsonl: holds records, which go out as records; leave out --to text, or say --to jsonl\n',
    });
    expect((await tree().run(['in/a.txt', '-o', 'x.parquet', '--to', 'json'])).stderr).toMatch(
      /a Parquet file holds records/,
    );
    expect((await tree().run(['in/a.txt', '-o', 'x.jsonl.zst'])).stderr).toMatch(/zstd is read, not written/);
  });
});
