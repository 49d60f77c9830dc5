import { mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderWith, PLAIN } from './files.js';

/** Ids of the documents that a run of the command line takes, in order. */
async function taken(folder: ReturnType<typeof folderWith>, ...args: string[]): Promise<string[]> {
  const { stdout } = await folder.run([...args, '--to', 'jsonl']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);
}

describe('a walk through a folder', () => {
  it('takes files with the endings of its inputs and those without ending, sorted, and no hidden ones', async () => {
    const folder = folderWith({
      'in/z.txt': PLAIN,
      'in/B.TXT': PLAIN,
      'in/m/page': PLAIN,
      'in/a.text': PLAIN,
      'in/x.md': PLAIN,
      'in/x.txt.gz': gzipSync(PLAIN),
      'in/logo.png': PLAIN,
      'in/dechaff-report.jsonl': '{}',
      'in/.hidden.txt': PLAIN,
      'in/.git/a.txt': PLAIN,
    });
    expect(await taken(folder, 'in')).toEqual(['B.TXT', 'a.text', 'm/page', 'x.md', 'x.txt.gz', 'z.txt']);
  });

  it('takes files of every name with --from text', async () => {
    const folder = folderWith({ 'in/a.page': PLAIN, 'in/b.md': PLAIN });
    expect(await taken(folder, 'in', '--from', 'text')).toEqual(['a.page', 'b.md']);
  });

  it('takes links to files, and does not follow links to folders', async () => {
    const folder = folderWith({ 'in/a.txt': PLAIN, 'in/deep/b.txt': PLAIN });
    symlinkSync(folder.path('in/a.txt'), folder.path('in/link.txt'));
    symlinkSync(folder.path('in'), folder.path('in/deep/round'));
    expect(await taken(folder, 'in')).toEqual(['a.txt', 'deep/b.txt', 'link.txt']);
    expect((await folder.run(['in', '--check', '--quiet'])).code).toBe(0);
  });

  it('leaves out the output folder that lies inside', async () => {
    const folder = folderWith({ 'a.txt': PLAIN });
    for (const input of ['.', '**/*.txt'])
      for (let i = 0; i < 2; i++)
        expect(await folder.run([input, '-o', 'out', '--no-report'])).toEqual({
          code: 0,
          stdout: '',
          stderr: '',
        });
    expect(folder.list()).toEqual(['a.txt', 'out/a.txt']);
  });

  it('can begin above the folder where the user stands', async () => {
    const folder = folderWith({ 'a.txt': PLAIN, 'one/two/b.txt': PLAIN });
    for (const up of ['..', '../..']) {
      const { code, stderr } = await folder.run([up, '--check', '--quiet'], { cwd: folder.path('one/two') });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });

  it('takes a file once that is given twice', async () => {
    const folder = folderWith({ 'in/a.txt': PLAIN });
    expect(await taken(folder, 'in', 'in/a.txt', 'in/*.txt')).toEqual(['a.txt']);
  });
});

describe('a glob', () => {
  it('takes what it matches, and mirrors it from its first folder with a star', async () => {
    const folder = folderWith({ 'in/a.txt': PLAIN, 'in/m/b.txt': PLAIN, 'in/m/c.md': PLAIN });
    expect(await taken(folder, 'in/**/*.txt')).toEqual(['a.txt', 'm/b.txt']);
    expect(await taken(folder, 'in/m/*')).toEqual(['b.txt', 'c.md']);
  });

  it('is not what a file name with brackets is', async () => {
    const folder = folderWith({ 'a[1].txt': PLAIN });
    expect(await taken(folder, 'a[1].txt')).toEqual(['a[1].txt']);
  });

  it('passes over folders', async () => {
    const folder = folderWith({ 'in/a.txt': PLAIN });
    mkdirSync(folder.path('in/b.txt'));
    expect(await taken(folder, 'in/*.txt')).toEqual(['a.txt']);
  });
});
