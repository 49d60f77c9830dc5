import { statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith, PAGE, PLAIN } from './files.js';

const tree = () => folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PLAIN, 'in/deep/c.txt': PAGE });
const OUTPUTS = ['out/a.txt', 'out/b.txt', 'out/deep/c.txt', 'out/dechaff-report.diff'];

describe('--resume', () => {
  it('cleans again only what changed, by input, output or options', async () => {
    const folder = tree();
    const places = OUTPUTS.slice(0, 3).map(folder.path);
    const written = () => places.map((place) => statSync(place).ino);
    const resume = async (...more: string[]) => {
      const before = written();
      expect((await folder.run(['in', '-o', 'out', '--resume', ...more])).code).toBe(0);
      return written().map((ino, i) => ino !== before[i]);
    };
    await folder.run(['in', '-o', 'out']);
    const report = folder.read('out/dechaff-report.diff');
    expect(await resume()).toEqual([false, false, false]);
    expect(folder.read('out/dechaff-report.diff')).toBe(report);
    writeFileSync(folder.path('out/deep/c.txt'), 'something else');
    expect(await resume()).toEqual([false, false, true]);
    writeFileSync(folder.path('in/b.txt'), PAGE);
    expect(await resume()).toEqual([false, true, false]);
    expect(await resume('--threshold', '0.9')).toEqual([true, true, true]);
  });

  it('needs a folder', async () => {
    const folder = tree();
    const { code, stderr } = await folder.run(['in/a.txt', '--resume']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('give -o FOLDER/') });
  });
});

describe('--dry-run', () => {
  it('says what would be written, and writes nothing', async () => {
    const folder = tree();
    const before = folder.list();
    const { code, stdout } = await folder.run(['in', '-o', 'out', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'in/a.txt -> out/a.txt',
      'in/b.txt -> out/b.txt',
      'in/deep/c.txt -> out/deep/c.txt',
      'report -> out/dechaff-report.diff',
      '',
    ]);
    expect(folder.list()).toEqual(before);
  });
});

describe('--shard', () => {
  it('gives every file and every record to exactly one of them', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `in/p${i}.txt`);
    const ids = Array.from({ length: 30 }, (_, i) => `r${i}`);
    const folder = folderWith({
      ...Object.fromEntries(names.map((name) => [name, PLAIN])),
      'r.jsonl': ids.map((id) => JSON.stringify({ id, text: PLAIN })).join('\n'),
    });
    const files: string[] = [];
    const records: string[] = [];
    for (const shard of ['1/3', '2/3', '3/3']) {
      await folder.run(['in', '-o', `s${shard[0]}`, '--no-report', '--shard', shard]);
      files.push(...folder.list().filter((name) => name.startsWith(`s${shard[0]}/`)));
      const { stdout } = await folder.run(['r.jsonl', '--shard', shard]);
      records.push(
        ...stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line).id),
      );
    }
    expect(files.map((name) => `in/${name.slice(3)}`).sort()).toEqual(names.sort());
    expect(records.sort()).toEqual(ids.sort());
  });

  it.each(['0/3', '4/3', 'x', '1/'])('refuses %s', async (shard) => {
    expect((await folderWith().run(['x', '--shard', shard])).code).toBe(2);
  });
});

describe('--summary', () => {
  it('writes counts, the pages that lost most, and failures as JSON', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PLAIN, 'in/none.txt': '' });
    const { code } = await folder.run(['in', '-o', 'out', '--summary', 'sum.json']);
    expect(code).toBe(2);
    const summary = JSON.parse(folder.read('sum.json'));
    expect(summary).toMatchObject({ documents: 2, failed: 1 });
    expect(summary.lostMost.map(({ id }: { id: string }) => id)).toEqual(['a.txt']);
    expect(summary.wordsRemoved).toBe(summary.lostMost[0].removed);
    expect(summary.failures).toEqual([expect.stringMatching(/^in\/none\.txt: empty/)]);
  });
});
