import { describe, expect, it } from 'vitest';
import { run } from '../spy.js';
import { CHROME, folderWith, HEADLINE, PAGE, STORY } from './files.js';

describe('standard input', () => {
  it('comes out as the article alone, and says nothing else', async () => {
    const { code, stdout, stderr } = await run([], { input: PAGE });
    expect(code).toBe(0);
    expect(stdout).toContain(HEADLINE);
    expect(stdout).toContain(STORY);
    expect(stdout).not.toContain(CHROME);
    expect(stdout).toMatch(/[^\n]\n$/);
    expect(stderr).toBe('');
  });

  it('is meant by a hyphen and by the word clean too', async () => {
    const plain = await run([], { input: PAGE });
    expect(await run(['-'], { input: PAGE })).toEqual(plain);
    expect(await run(['clean'], { input: PAGE })).toEqual(plain);
    expect(await run(['clean', '-'], { input: PAGE })).toEqual(plain);
  });

  it('bears the name it is given', async () => {
    const { stdout } = await run(['--stdin-filename', 'desk/ferry.txt', '--report', '-', '--to', 'jsonl'], {
      input: PAGE,
    });
    expect(stdout).toContain('--- a/desk/ferry.txt');
  });

  it('goes into a folder under that name, and never outside of it', async () => {
    const folder = folderWith();
    await folder.run(['-o', 'out/', '--stdin-filename', '../ferry.txt', '--no-report'], { input: PAGE });
    expect(folder.list()).toEqual(['out/ferry.txt']);
  });

  it('is not waited for at a terminal', async () => {
    for (const args of [[], ['explain']]) {
      const { code, stdout, stderr } = await run(args, { tty: true });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^dechaff: nothing to \w+: .*pipe a page into standard input.*\n$/);
    }
  });
});
