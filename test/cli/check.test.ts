import { describe, expect, it } from 'vitest';
import { folderWith, PAGE, PLAIN } from './files.js';

describe('--check', () => {
  it('finds boilerplate, says how much, and writes nothing', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { code, stdout, stderr } = await folder.run(['--check', 'page.txt', '-o', 'clean.txt']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^removed \d+ of \d+ paragraphs/);
    expect(folder.list()).toEqual(['page.txt']);
  });

  it('lets a clean page pass', async () => {
    expect(await folderWith({ 'page.txt': PLAIN }).run(['--check', '--quiet', 'page.txt'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('looks at several documents without an output folder', async () => {
    const folder = folderWith({ 'in/a.txt': PLAIN, 'in/b.txt': PAGE });
    const { code, stderr } = await folder.run(['in', '--check']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^2 documents: removed/);
  });

  it('writes the report that it is asked for', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { code, stdout } = await folder.run(['--check', 'page.txt', '--report', '-']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^--- a\/page\.txt\n/);
  });

  it('fails where a document cannot be read, whatever it finds in the others', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    expect((await folder.run(['--check', 'page.txt', 'gone.txt'])).code).toBe(2);
  });
});
