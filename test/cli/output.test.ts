import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHROME, folderWith, HEADLINE, PAGE, PLAIN, STORY } from './files.js';

describe('the clean text', () => {
  it('goes to standard output, and leaves no file', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { code, stdout } = await folder.run(['page.txt']);
    expect(code).toBe(0);
    expect(stdout).toContain(STORY);
    expect(folder.list()).toEqual(['page.txt']);
  });

  it('goes to the file that -o names, the same as to standard output', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { stdout } = await folder.run(['page.txt']);
    expect(await folder.run(['page.txt', '-o', 'new/clean.txt', '--no-report'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(folder.read('new/clean.txt')).toBe(stdout);
    expect(folder.list()).toEqual(['new/clean.txt', 'page.txt']);
  });

  it('mirrors a folder', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/deep/b.txt': PAGE });
    expect((await folder.run(['in', '-o', 'out', '--no-report'])).code).toBe(0);
    expect(folder.list()).toEqual(['in/a.txt', 'in/deep/b.txt', 'out/a.txt', 'out/deep/b.txt']);
    expect(folder.read('out/deep/b.txt')).toBe(folder.read('out/a.txt'));
  });

  it('goes into a folder that ends in a slash or is there, whatever stands in it', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    mkdirSync(folder.path('there/x'), { recursive: true });
    expect((await folder.run(['page.txt', '-o', 'there', '--no-report'])).code).toBe(0);
    expect((await folder.run(['page.txt', '-o', 'new/', '--no-report'])).code).toBe(0);
    expect(folder.list()).toEqual(['new/page.txt', 'page.txt', 'there/page.txt']);
  });

  it('is the same when it is cleaned again', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const once = (await folder.run(['page.txt'])).stdout;
    expect((await folder.run([], { input: once })).stdout).toBe(once);
  });

  it('holds the roles that --keep and --drop ask for', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { paragraphs } = JSON.parse(
      (await folder.run(['explain', 'page.txt', '--format', 'json'])).stdout,
    ) as {
      paragraphs: { role: string; text: string }[];
    };
    const having = (...roles: string[]) =>
      paragraphs.filter((p) => roles.includes(p.role)).map((p) => p.text);
    const lines = async (...args: string[]) =>
      (await folder.run(['page.txt', ...args])).stdout.split('\n').filter(Boolean);
    const article = ['headline', 'standfirst', 'subheading', 'body'];
    const [footer] = paragraphs.filter((p) => p.text.includes(CHROME));
    expect(await lines()).toEqual(having(...article));
    expect(await lines('--drop', 'headline')).toEqual(having(...article.slice(1)));
    expect(await lines('--keep', 'headline')).toEqual(having('headline'));
    expect(await lines('--keep', 'headline,body', '--keep', 'caption')).toEqual(
      having('headline', 'body', 'caption'),
    );
    expect(await lines('--keep', `+${footer.role}`)).toEqual(having(...article, footer.role));
  });
});

describe('records', () => {
  it('are one JSON object a line, in the order of the files, with the clean text in them', async () => {
    const folder = folderWith({ 'b.txt': PAGE, 'a.txt': PLAIN });
    const { code, stdout } = await folder.run(['b.txt', 'a.txt', '--to', 'jsonl']);
    expect(code).toBe(0);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ id }) => id)).toEqual(['b.txt', 'a.txt']);
    expect(records[0].text).toBe((await folder.run(['b.txt'])).stdout);
    expect(records[0].dechaff).toMatchObject({ metadata: { headline: HEADLINE }, language: 'en' });
    expect(records[0].dechaff.spans).toBeUndefined();
  });

  it('have every paragraph as a span where they are asked for', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { stdout } = await folder.run(['page.txt', '--to', 'json', '--spans']);
    const { spans, kept, removed } = JSON.parse(stdout).dechaff;
    expect(spans).toHaveLength(kept + removed);
    const [start, end] = spans.find(([, , role]: [number, number, string]) => role === 'headline');
    expect(PAGE.slice(start, end)).toBe(HEADLINE);
  });

  it('have endings of their own in a folder, and share a file without one', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b': PAGE });
    await folder.run(['in', '-o', 'out', '--to', 'json', '--no-report']);
    await folder.run(['in', '-o', 'all.jsonl', '--to', 'jsonl', '--no-report']);
    expect(folder.list()).toEqual(['all.jsonl', 'in/a.txt', 'in/b', 'out/a.json', 'out/b.json']);
    expect(folder.read('all.jsonl').trimEnd().split('\n')).toHaveLength(2);
  });
});
