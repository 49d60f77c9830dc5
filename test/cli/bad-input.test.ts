import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHROME, folderWith, PAGE, STORY } from './files.js';

type Folder = ReturnType<typeof folderWith>;

/** Runs what must fail: one line on standard error, nothing on standard output, no file more than before. Returns the line. */
async function complaint(folder: Folder, args: string[], input?: string): Promise<string> {
  const before = folder.list();
  const { code, stdout, stderr } = await folder.run(args, { input });
  expect({ code, stdout, lines: stderr.split('\n').length - 1 }, stderr).toEqual({
    code: 2,
    stdout: '',
    lines: 1,
  });
  expect(folder.list()).toEqual(before);
  return stderr.trimEnd();
}

describe('an input that cannot be read', () => {
  it('is a missing path', async () => {
    expect(await complaint(folderWith(), ['gone.txt'])).toBe('dechaff: gone.txt: no such file or folder');
    expect(await complaint(folderWith(), ['explain', 'gone.txt'])).toBe(
      'dechaff: gone.txt: no such file or folder',
    );
    expect(await complaint(folderWith(), ['*.txt'])).toBe('dechaff: *.txt: no file matches this pattern');
  });

  it('is a folder without files to read', async () => {
    expect(await complaint(folderWith({ 'in/logo.png': 'x' }), ['in'])).toMatch(
      /^dechaff: in: no file to read in this folder/,
    );
  });

  it('is binary data, from a file or from standard input', async () => {
    const bytes = '\u0089PNG\r\n\0\0\0\rIHDR';
    expect(await complaint(folderWith({ 'a.txt': bytes }), ['a.txt', '-o', 'b.txt'])).toMatch(
      /^dechaff: a\.txt: binary data, not text/,
    );
    expect(await complaint(folderWith(), [], bytes)).toMatch(
      /^dechaff: standard input: binary data, not text/,
    );
    expect(await complaint(folderWith({ 'a.txt': '\u0001\u0002\u0003a' }), ['a.txt'])).toMatch(
      /full of control characters/,
    );
  });

  it('is an empty file, or empty standard input', async () => {
    expect(await complaint(folderWith({ 'a.txt': '\n \n' }), ['a.txt', '-o', 'out/b.txt'])).toBe(
      'dechaff: a.txt: empty, there is no text in it',
    );
    const folder = folderWith();
    expect(await complaint(folder, ['-o', 'out/b.txt'])).toBe(
      'dechaff: standard input: empty, there is no text in it',
    );
    expect(folder.has('out')).toBe(false);
  });

  it('is standard input among paths', async () => {
    expect(await complaint(folderWith({ 'a.txt': PAGE }), ['-', 'a.txt'])).toMatch(
      /^dechaff: standard input \(-\) cannot be cleaned together with paths/,
    );
  });

  it('does not keep the others from being cleaned', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': '', 'in/c.txt': PAGE });
    const { code, stderr } = await folder.run(['in', 'gone.txt', '-o', 'out']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'dechaff: gone.txt: no such file or folder\ndechaff: in/b.txt: empty, there is no text in it\n',
    );
    expect(folder.list().filter((name) => name.startsWith('out'))).toEqual([
      'out/a.txt',
      'out/c.txt',
      'out/dechaff-report.diff',
    ]);
    expect(folder.read('out/dechaff-report.diff')).not.toContain('b.txt\n');
  });
});

describe('an unknown word', () => {
  const folder = () => folderWith({ 'page.txt': PAGE });

  it('is a role, and the nearest one is named', async () => {
    expect(await complaint(folder(), ['page.txt', '--keep', 'boddy'])).toBe(
      'dechaff: --keep: unknown role "boddy"; did you mean "body"?',
    );
    expect(await complaint(folder(), ['page.txt', '--drop', 'headlin'])).toBe(
      'dechaff: --drop: unknown role "headlin"; did you mean "headline"?',
    );
    expect(await complaint(folder(), ['page.txt', '--keep', 'zzzzzzzz'])).toMatch(
      /unknown role "zzzzzzzz"; known: headline, .*, other$/,
    );
  });

  it('is a role added to the default beside one that replaces it', async () => {
    expect(await complaint(folder(), ['page.txt', '--keep', '+byline,body'])).toBe(
      'dechaff: --keep: either every role has a "+" (added to the default) or none',
    );
  });

  it('is a flag or a command of rules, and the nearest one is named', async () => {
    expect(await complaint(folder(), ['page.txt', '--kep', 'body'])).toBe(
      "dechaff: unknown option '--kep' (Did you mean --keep?)",
    );
    expect(await complaint(folder(), ['rules', 'lst'])).toBe(
      "dechaff: unknown command 'lst' (Did you mean list?)",
    );
  });

  it('is a value that a flag does not take', async () => {
    expect(await complaint(folder(), ['page.txt', '--to', 'word'])).toMatch(
      /^dechaff: option '--to <form>' argument 'word' is invalid\. Allowed choices are text/,
    );
    for (const p of ['1.5', '-1', 'high', ''])
      expect(await complaint(folder(), ['page.txt', `--threshold=${p}`])).toMatch(
        /It must be a number from 0 to 1\.$/,
      );
    expect(await complaint(folder(), ['page.txt', '--out'])).toBe(
      "dechaff: option '-o, --out <path>' argument missing",
    );
  });

  it('is a rule id, and the nearest one is named', async () => {
    for (const flag of ['--select', '--ignore'])
      expect(await complaint(folder(), ['page.txt', flag, 'en/donation-apeal'])).toBe(
        'dechaff: no rule matches "en/donation-apeal"; did you mean "en/donation-appeal"?',
      );
    expect(await complaint(folder(), ['page.txt', '--select', 'klingon/*'])).toBe(
      'dechaff: no rule matches "klingon/*"; see "dechaff rules list"',
    );
  });

  it('is a key of the config, with its place', async () => {
    const withConfig = folderWith({
      'page.txt': PAGE,
      'dechaff.config.yml': 'keep: [body]\ntreshold: 0.5\n',
    });
    expect(await complaint(withConfig, ['page.txt'])).toMatch(
      /^dechaff\.config\.yml:2:\d+: unknown key "treshold"; did you mean "threshold"\?$/,
    );
  });

  it('is a config file or rule pack that is not there', async () => {
    expect(await complaint(folder(), ['page.txt', '--config', 'gone.yml'])).toBe(
      'dechaff: gone.yml: no such config file',
    );
    expect(await complaint(folder(), ['page.txt', '--rules', 'gone'])).toMatch(
      /gone: no such rule pack; give a folder or a \.yml file$/,
    );
  });
});

describe('an output that cannot be written', () => {
  it('lies below a regular file', async () => {
    const folder = () => folderWith({ 'page.txt': PAGE, 'in/a.txt': PAGE, 'in/b.txt': PAGE, file: 'x' });
    expect(await complaint(folder(), ['page.txt', '-o', 'file/clean.txt'])).toMatch(
      /file\/clean\.txt: cannot be written \(a part of the path is not a folder\)$/,
    );
    expect(await complaint(folder(), ['in', '-o', 'file/deep/out'])).toMatch(
      /file\/deep\/out: cannot be written \(a part of the path is not a folder\)$/,
    );
    expect(await complaint(folder(), ['page.txt', '--report', 'file/r.diff'])).toMatch(
      /file\/r\.diff: cannot be written/,
    );
  });

  it('is a folder', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    mkdirSync(folder.path('out'));
    expect(await complaint(folder, ['page.txt', '-o', 'clean.txt', '--report', 'out'])).toMatch(
      /out: cannot be written \(is a folder\)$/,
    );
    mkdirSync(folder.path('out.txt.diff'));
    expect(await complaint(folder, ['page.txt', '-o', 'out.txt'])).toMatch(
      /out\.txt\.diff: cannot be written \(is a folder\)$/,
    );
  });

  it('is a file where several documents need a folder', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PAGE, 'out.txt': 'mine' });
    expect(await complaint(folder, ['in', '-o', 'out.txt'])).toBe(
      'dechaff: out.txt: is a file; several documents need a folder',
    );
    expect(folder.read('out.txt')).toBe('mine');
  });

  it('is standard output, for several documents', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PAGE });
    expect(await complaint(folder, ['in'])).toBe(
      'dechaff: 2 documents need a folder to go to: give -o FOLDER, or --to jsonl for one line each',
    );
  });

  it('stands where a folder is needed for one document; the others are written', async () => {
    const folder = folderWith({ 'in/a/page.txt': PAGE, 'in/b.txt': PAGE, 'out/a': 'mine' });
    const { code, stderr } = await folder.run(['in', '-o', 'out', '--no-report']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^dechaff: \S+out\/a\/page\.txt: cannot be written \(a part of the path is not a folder\)\n$/,
    );
    expect(folder.read('out/a')).toBe('mine');
    expect(folder.read('out/b.txt')).toContain(STORY);
  });

  it('would be written twice', async () => {
    const folder = () => folderWith({ 'a/page.txt': PAGE, 'b/page.txt': PAGE, 'c/page': PAGE });
    expect(await complaint(folder(), ['a', 'b', '-o', 'out'])).toBe(
      'dechaff: a/page.txt and b/page.txt would both be written to page.txt; clean them in separate runs',
    );
    expect(await complaint(folder(), ['a', 'c', '-o', 'out', '--to', 'json'])).toBe(
      'dechaff: a/page.txt and c/page would both be written to page.json; clean them in separate runs',
    );
  });

  it('is the input itself', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PAGE });
    for (const args of [
      ['in/a.txt', '-o', 'in/a.txt'],
      ['in/a.txt', '-o', 'in'],
      ['in', '-o', 'in'],
      ['in/a.txt', '-o', 'c.txt', '--report', 'in/a.txt'],
    ])
      expect(await complaint(folder, args)).toBe(
        'dechaff: in/a.txt: would be overwritten by the output; choose another place',
      );
    expect(await complaint(folder, ['in/b.txt', 'in/a.txt', '-o', 'in'])).toBe(
      'dechaff: in/b.txt: would be overwritten by the output; choose another place',
    );
    expect(folder.read('in/a.txt')).toContain(CHROME);
  });

  it('is the place of the report too', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    expect(await complaint(folder, ['page.txt', '-o', 'c.txt', '--report', 'c.txt'])).toMatch(
      /c\.txt: the report and the clean text would both be written there/,
    );
  });
});
