import { describe, expect, it } from 'vitest';
import { folderWith, PLAIN } from './files.js';

async function taken(files: Record<string, string>, ...args: string[]): Promise<string[]> {
  const { stdout } = await folderWith(files).run([...args, '--to', 'jsonl']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);
}

const FILES = { 'in/a.txt': PLAIN, 'in/draft-b.txt': PLAIN, 'in/old/c.txt': PLAIN, 'in/old/keep.txt': PLAIN };

describe('what a walk leaves out', () => {
  it('is what .dechaffignore names, in the folder itself', async () => {
    expect(await taken({ ...FILES, 'in/.dechaffignore': '# drafts\ndraft-*\nold/\n' }, 'in')).toEqual([
      'a.txt',
    ]);
  });

  it('is what .dechaffignore names in a folder below, or where the user stands', async () => {
    expect(await taken({ ...FILES, 'in/old/.dechaffignore': '*\n!keep.txt\n' }, 'in')).toEqual([
      'a.txt',
      'draft-b.txt',
      'old/keep.txt',
    ]);
    expect(await taken({ ...FILES, '.dechaffignore': 'in/old\n' }, 'in')).toEqual(['a.txt', 'draft-b.txt']);
  });

  it('is what --ignore-pattern names, as often as it is given', async () => {
    expect(await taken(FILES, 'in', '--ignore-pattern', 'draft-*', '--ignore-pattern', 'old/')).toEqual([
      'a.txt',
    ]);
  });

  it('is what ignore-pattern in the config names', async () => {
    expect(
      await taken({ ...FILES, 'dechaff.config.yml': 'ignore-pattern: [old/, draft-*]\n' }, 'in'),
    ).toEqual(['a.txt']);
  });

  it('is left out of a glob too', async () => {
    expect(await taken({ ...FILES, 'in/.dechaffignore': 'draft-*\n' }, 'in/*.txt')).toEqual(['a.txt']);
  });

  it('is taken all the same with --no-ignore-files, or where it is named itself', async () => {
    const files = { ...FILES, 'in/.dechaffignore': '*\n' };
    expect(await taken(files, 'in', '--no-ignore-files')).toHaveLength(4);
    expect(await taken(files, 'in/a.txt')).toEqual(['a.txt']);
  });
});
