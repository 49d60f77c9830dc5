import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { folderWith, PAGE } from './files.js';

const STORY =
  'Le conseil a approuvé mardi le nouvel horaire des traversées. « C’est une très bonne nouvelle pour les îles », a déclaré la présidente du port, visiblement émue par cette décision attendue.\n';

describe('an encoding', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])('becomes UTF-8: %s', async (encoding) => {
    const mark = encoding.startsWith('utf') ? '\ufeff' : '';
    const folder = folderWith({ 'page.txt': iconv.encode(mark + STORY, encoding) });
    expect(await folder.run(['page.txt'])).toEqual({ code: 0, stdout: STORY, stderr: '' });
  });

  it('is the one that --encoding names', async () => {
    const folder = folderWith({ 'page.txt': iconv.encode(STORY, 'macintosh') });
    expect((await folder.run(['page.txt', '--encoding', 'macintosh'])).stdout).toBe(STORY);
    expect((await folder.run(['explain', 'page.txt', '--encoding', 'macintosh'])).stdout).toContain(
      'approuvé',
    );
  });

  it('is named where it is not UTF-8, with --verbose', async () => {
    const folder = folderWith({ 'page.txt': iconv.encode(STORY, 'windows-1252') });
    expect((await folder.run(['page.txt', '--verbose'])).stderr).toContain(
      'page.txt: read as windows-1252\n',
    );
  });

  it('is one that is known', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    expect(await folder.run(['page.txt', '--encoding', 'windows-1225'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dechaff: --encoding: unknown encoding "windows-1225"; did you mean "windows-1250"?\n',
    });
    expect((await folder.run(['page.txt', '--encoding', 'x'])).stderr).toMatch(
      /unknown encoding "x"; such as utf-8/,
    );
  });
});

describe('what cannot be decoded', () => {
  it('is replaced and reported, and fails nothing', async () => {
    const bytes = Buffer.concat([Buffer.from(STORY.trimEnd()), Buffer.from([0xff, 0x0a])]);
    const folder = folderWith({ 'page.txt': bytes });
    expect(await folder.run(['page.txt'])).toEqual({
      code: 0,
      stdout: `${STORY.trimEnd()}\ufffd\n`,
      stderr:
        'dechaff: page.txt: 1 sequence could not be decoded as utf-8, and stands as U+FFFD; --encoding names another\n',
    });
    expect((await folder.run(['page.txt', '--quiet'])).stderr).toBe('');
  });
});

describe('a packed page', () => {
  it('is unpacked, whatever its name, for all commands', async () => {
    const packed = gzipSync(PAGE);
    const folder = folderWith({ 'page.txt': PAGE, 'page.txt.gz': packed, page: packed });
    const { stdout } = await folder.run(['page.txt']);
    expect((await folder.run(['page.txt.gz'])).stdout).toBe(stdout);
    expect((await folder.run(['page'])).stdout).toBe(stdout);
    expect((await folder.run(['explain', 'page.txt.gz'])).stdout).toBe(
      (await folder.run(['explain', 'page.txt'])).stdout,
    );
    expect((await folder.run(['eval', '--input', 'page.txt.gz', '--gold', 'page.txt'])).code).toBe(0);
  });

  it('that is damaged is named', async () => {
    const packed = gzipSync(PAGE);
    const folder = folderWith({ 'a.txt.gz': packed.subarray(0, 200) });
    expect(await folder.run(['a.txt.gz'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dechaff: a.txt.gz: the gzip data is cut off\n',
    });
    expect((await folder.run(['explain', 'a.txt.gz'])).stderr).toBe(
      'dechaff: a.txt.gz: the gzip data is cut off\n',
    );
  });

  it('that is too large is named', async () => {
    const folder = folderWith({ 'a.txt.gz': gzipSync('x '.repeat(5000)) });
    expect((await folder.run(['a.txt.gz', '--max-record-size', '2k'])).stderr).toBe(
      'dechaff: a.txt.gz: larger than --max-record-size 2 KB\n',
    );
    expect((await folder.run(['a.txt.gz', '--max-record-size', '0'])).stderr).toMatch(/It must be a size/);
  });
});

describe('an address', () => {
  it('is that of the one page', async () => {
    const folder = folderWith({ 'page.txt': PAGE, 'other.txt': PAGE, 'in.jsonl': '{"text":"x"}' });
    const { stdout } = await folder.run(['page.txt', '--url', 'https://a.example/1', '--to', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ url: 'https://a.example/1' });
    for (const args of [['page.txt', 'other.txt', '-o', 'out'], ['in.jsonl']])
      expect((await folder.run([...args, '--url', 'https://a.example/1'])).stderr).toBe(
        'dechaff: --url is the address of one page; records have a field "url"\n',
      );
    expect((await folder.run(['page.txt', '--url', 'nowhere'])).stderr).toMatch(/"nowhere" is no address/);
  });
});
