import { describe, expect, it } from 'vitest';
import { folderWith, PAGE, PLAIN } from './files.js';

const pages = Object.fromEntries(
  Array.from({ length: 90 }, (_, i) => [
    `in/${i % 7}/p${i}.txt`,
    i % 11 === 5 ? '' : (i % 2 ? PAGE : PLAIN).replaceAll('islands', `isles ${i}`),
  ]),
);
const records = Array.from({ length: 150 }, (_, i) =>
  i % 20 === 9 ? 'oops' : JSON.stringify({ id: i, text: (i % 3 ? PAGE : PLAIN).repeat((i % 4) + 1), n: [i] }),
).join('\n');
const deep = `{"id":"deep","text":"x","n":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

describe('any number of jobs', () => {
  it('writes the same files, report and messages for a folder', { timeout: 180_000 }, async () => {
    const folder = folderWith(pages);
    const runs = [];
    for (const jobs of ['1', '2', '3']) {
      const { code, stderr } = await folder.run(['in', '-o', `out${jobs}`, '--jobs', jobs]);
      const names = folder.list().filter((name) => name.startsWith(`out${jobs}/`));
      runs.push({ code, stderr, files: names.map((name) => [name.slice(5), folder.read(name)]) });
    }
    expect(runs[0].code).toBe(2);
    expect(runs[0].files).toHaveLength(90 - 8 + 1);
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  it('writes the same records in the same order', { timeout: 180_000 }, async () => {
    const folder = folderWith({ 'in.jsonl': `${records}\n${deep}\n` });
    const one = await folder.run(['in.jsonl', '--spans', '--jobs', '1']);
    const two = await folder.run(['in.jsonl', '--spans', '--jobs', '2']);
    expect(one.stdout.split('\n')).toHaveLength(152);
    expect(two).toEqual(one);
  });

  it('writes the same report of records', { timeout: 180_000 }, async () => {
    const folder = folderWith({ 'in.jsonl': records });
    const report = async (jobs: string) =>
      (
        await folder.run([
          'in.jsonl',
          '-o',
          'x.jsonl',
          '--report',
          '-',
          '--report-format',
          'json',
          '-j',
          jobs,
        ])
      ).stdout;
    const one = await report('1');
    expect(JSON.parse(one).documents).toHaveLength(150 - 8);
    expect(await report('2')).toBe(one);
  });

  it('is a whole number from 1', async () => {
    const { code, stderr } = await folderWith().run(['x', '--jobs', '0']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('1 or more') });
  });
});
