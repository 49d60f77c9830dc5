import { gzipSync } from 'node:zlib';
import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/index.js';
import { CHROME, folderWith, HEADLINE, PAGE, STORY } from './files.js';

/** The sample page as a browser gets it. */
const HTML = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${HEADLINE}</title></head><body>
${PAGE.split('\n')
  .map((line) =>
    line === HEADLINE ? `<h1>${line}</h1>` : line.trim() && `<p>${line.replaceAll('&', '&amp;')}</p>`,
  )
  .join('\n')}
</body></html>
`;

describe('an HTML page', () => {
  it('comes out as the text of its article', async () => {
    const folder = folderWith({ 'page.html': HTML, page: HTML });
    const { code, stdout, stderr } = await folder.run(['page.html']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(STORY);
    expect(stdout).not.toContain('<p>');
    expect(stdout).not.toContain(CHROME);
    expect((await folder.run(['page'])).stdout).toBe(stdout);
    expect((await folder.run([], { input: HTML })).stdout).toBe(stdout);
    expect((await folder.run(['--from', 'html'], { input: gzipSync(HTML) })).stdout).toBe(stdout);
  });

  it('is mirrored as text, with one report', async () => {
    const folder = folderWith({ 'in/a.html': HTML, 'in/deep/b.htm.gz': gzipSync(HTML) });
    expect(await folder.run(['in', '-o', 'out'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(folder.list().filter((name) => name.startsWith('out'))).toEqual([
      'out/a.txt',
      'out/dechaff-report.diff',
      'out/deep/b.txt',
    ]);
  });

  it('has a report that turns all of its text into the clean text', async () => {
    const folder = folderWith({ 'page.html': HTML });
    const all = (await clean(HTML, { format: 'html' })).comparison.before;
    await folder.run(['page.html', '-o', 'clean.txt']);
    expect(applyPatch(all, folder.read('clean.txt.diff'))).toBe(folder.read('clean.txt'));
  });

  it('is explained and scored like others', async () => {
    const folder = folderWith({ 'in/page.html': HTML, 'gold/page.txt': PAGE });
    expect((await folder.run(['explain', 'in/page.html'])).stdout).toContain(HEADLINE);
    const { code, stdout } = await folder.run([
      'eval',
      '--input',
      'in',
      '--gold',
      'gold',
      '--format',
      'json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ documents: 1 });
  });

  it('cannot have gold roles, whose offsets would be those of text', async () => {
    const gold = JSON.stringify({ 'page.html': [{ role: 'body', from_line: 1, to_line: 2 }] });
    const folder = folderWith({ 'in/page.html': HTML, 'gold.json': gold });
    expect((await folder.run(['eval', '--input', 'in', '--gold', 'gold.json'])).stderr).toMatch(
      /has roles, which are measured on pages of plain text alone/,
    );
  });

  it('is cleaned by the library', async () => {
    const { text, document } = await clean(HTML, { format: 'html', url: 'https://a.example/1' });
    expect(text).toContain(STORY);
    expect(document).toMatchObject({ format: 'html', url: 'https://a.example/1' });
  });
});
