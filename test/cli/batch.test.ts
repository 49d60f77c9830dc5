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

  it('says with --resume what is done already, and leaves all as it is', async () => {
    const folder = tree();
    await folder.run(['in', '-o', 'out']);
    writeFileSync(folder.path('in/b.txt'), PAGE);
    writeFileSync(folder.path('in/new.txt'), PAGE);
    const places = OUTPUTS.map(folder.path).map((place) => statSync(place).ino);
    const { stdout } = await folder.run(['in', '-o', 'out', '--dry-run', '--resume']);
    expect(stdout.split('\n')).toEqual([
      'in/a.txt -> out/a.txt (done)',
      'in/b.txt -> out/b.txt',
      'in/deep/c.txt -> out/deep/c.txt (done)',
      'in/new.txt -> out/new.txt',
      'report -> out/dechaff-report.diff',
      '',
    ]);
    expect(OUTPUTS.map(folder.path).map((place) => statSync(place).ino)).toEqual(places);
    expect((await folder.run(['in', '-o', 'out', '--dry-run', '--resume'])).stdout).toBe(stdout);
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

  it('shares one folder: reports, journals and what is taken of records have names of their own', async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`in/p${i}.txt`, PAGE]));
    const ids = Array.from({ length: 20 }, (_, i) => `r${i}`);
    const records = ids.map((id) => JSON.stringify({ id, text: PLAIN })).join('\n');
    const folder = folderWith({ ...files, 'in/r.jsonl': records });
    const outputs = () => folder.list().filter((name) => name.startsWith('out/'));
    const both = async (...more: string[]) => {
      for (const shard of ['1/2', '2/2'])
        expect((await folder.run(['in', '-o', 'out', '--shard', shard, ...more])).code).toBe(0);
      return outputs().map((name) => statSync(folder.path(name)).ino);
    };
    await both();
    const names = [
      'dechaff-report.1-of-2.diff',
      'dechaff-report.2-of-2.diff',
      'r.1-of-2.jsonl',
      'r.2-of-2.jsonl',
    ];
    expect(outputs()).toEqual(
      [...names, ...Object.keys(files).map((name) => name.slice(3))].map((n) => `out/${n}`).sort(),
    );
    const kept = [1, 2].flatMap((i) => folder.read(`out/r.${i}-of-2.jsonl`).trim().split('\n'));
    expect(kept.map((line) => JSON.parse(line).id).sort()).toEqual(ids.sort());
    const texts = outputs().filter((name) => !name.includes('report'));
    const before = texts.map((name) => statSync(folder.path(name)).ino);
    await both('--resume');
    expect(texts.map((name) => statSync(folder.path(name)).ino)).toEqual(before);
    // The reports are no input of the next run.
    expect((await folder.run(['out', '-o', 'again', '--dry-run'])).stdout).not.toContain(
      'out/dechaff-report',
    );
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
