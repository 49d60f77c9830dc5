import { applyPatch, parsePatch, reversePatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { CHROME, folderWith, HEADLINE, PAGE, PLAIN } from './files.js';

describe('the report', () => {
  it('stands beside the file, and turns the page into the clean text and back', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    await folder.run(['page.txt', '-o', 'clean.txt']);
    expect(folder.list()).toEqual(['clean.txt', 'clean.txt.diff', 'page.txt']);
    const patch = folder.read('clean.txt.diff');
    expect(applyPatch(PAGE, patch)).toBe(folder.read('clean.txt'));
    expect(applyPatch(folder.read('clean.txt'), reversePatch(parsePatch(patch)[0]))).toBe(PAGE);
  });

  it('is one diff over the whole tree of a folder', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/deep/b.txt': PAGE });
    await folder.run(['in', '-o', 'out']);
    expect(parsePatch(folder.read('out/dechaff-report.diff')).map((p) => p.oldFileName)).toEqual([
      'a/a.txt',
      'a/deep/b.txt',
    ]);
  });

  it('goes where --report says, behind the text on standard output', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { stdout: text } = await folder.run(['page.txt']);
    const { stdout } = await folder.run(['page.txt', '--report', '-']);
    expect(stdout.startsWith(`${text}--- a/page.txt\n+++ b/page.txt\n@@ `)).toBe(true);
    expect((await folder.run(['page.txt', '--report', 'notes/why.diff'])).stdout).toBe(text);
    expect(text + folder.read('notes/why.diff')).toBe(stdout);
  });

  it('is left out by --no-report', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    await folder.run(['page.txt', '-o', 'clean.txt', '--no-report']);
    expect(folder.list()).toEqual(['clean.txt', 'page.txt']);
  });

  it('bears the ending of its form', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    for (const form of ['json', 'jsonl', 'text', 'diff'])
      await folder.run(['page.txt', '-o', 'clean', '--report-format', form]);
    expect(folder.list()).toEqual([
      'clean',
      'clean.diff',
      'clean.json',
      'clean.jsonl',
      'clean.txt',
      'page.txt',
    ]);
  });

  it('names every paragraph with its place, role and evidence as JSON', async () => {
    const folder = folderWith({ 'a.txt': PAGE, 'b.txt': PLAIN });
    await folder.run(['a.txt', 'b.txt', '-o', 'out', '--report', 'report.json', '--report-format', 'json']);
    const report = JSON.parse(folder.read('report.json'));
    expect(report).toMatchObject({
      schemaVersion: 1,
      dechaff: expect.any(String),
      rules: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(report.documents.map(({ path }: { path: string }) => path)).toEqual(['a.txt', 'b.txt']);
    const [{ paragraphs }] = report.documents;
    for (const { start, end, text } of paragraphs) expect(PAGE.slice(start, end)).toBe(text);
    expect(paragraphs.find((p: { text: string }) => p.text === HEADLINE)).toMatchObject({
      role: 'headline',
      keep: true,
      line: 11,
    });
    const footer = paragraphs.find((p: { text: string }) => p.text.includes(CHROME));
    expect(footer).toMatchObject({ keep: false, line: 47 });
    expect(footer.evidence[0]).toMatchObject({
      rule: expect.any(String),
      weight: expect.any(Number),
      why: expect.any(String),
    });
  });

  it('has a line of JSON for each document', async () => {
    const folder = folderWith({ 'a.txt': PAGE, 'b.txt': PLAIN });
    await folder.run(['a.txt', 'b.txt', '-o', 'out', '--report', 'r.jsonl', '--report-format', 'jsonl']);
    const lines = folder.read('r.jsonl').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(['a.txt', 'b.txt']);
  });

  it('says in words what goes and how much', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    await folder.run(['page.txt', '-o', 'c.txt', '--report', 'r.txt', '--report-format', 'text']);
    expect(folder.read('r.txt')).toContain(CHROME);
    expect(folder.read('r.txt')).toMatch(/removed \d+ of \d+ paragraphs, \d+ of \d+ words/);
  });
});

describe('a summary', () => {
  it('is what a terminal gets on standard error', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    const { stderr } = await folder.run(['page.txt', '--color', 'never'], { tty: true });
    expect(stderr).toMatch(/^removed \d+ of \d+ paragraphs, [\d.]+% of the words \(.*\)\n$/);
  });

  it('is not printed with --quiet', async () => {
    const folder = folderWith({ 'page.txt': PAGE });
    expect((await folder.run(['page.txt', '--quiet'], { tty: true })).stderr).toBe('');
  });

  it('is preceded by a line for each file with --verbose', async () => {
    const folder = folderWith({ 'in/a.txt': PAGE, 'in/b.txt': PLAIN });
    const { stderr } = await folder.run(['in', '-o', 'out', '--verbose']);
    expect(stderr).toMatch(
      /^a\.txt: removed \d+ of \d+ paragraphs\nb\.txt: removed 0 of \d+ paragraphs\n2 documents: removed/,
    );
  });
});
