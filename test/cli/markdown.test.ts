import { describe, expect, it } from 'vitest';
import { folderWith, HEADLINE, PLAIN } from './files.js';

const [, ...paragraphs] = PLAIN.trim().split('\n\n');
const linked = (text: string) => `${text} <a href="/about">More on this</a>`;
const HTML = `<!doctype html><title>${HEADLINE}</title>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>${HEADLINE}</h1>${paragraphs.map((p, i) => `<p>${i === 0 ? linked(p) : p}</p>`).join('\n')}</article></main>
<footer><a href="/terms">Terms of use</a> All rights reserved.</footer>`;
const MENU = ['Home', 'Sport', 'Weather', 'Jobs', 'Contact us', 'Subscribe', 'Log in']
  .map((name) => `* [${name}](/${name.length})`)
  .join('\n');
const MARKDOWN = `${MENU}\n\n# ${HEADLINE}\n\n${paragraphs.map((p) => p.replace('ferry', '*ferry*')).join('\n\n')}\n\n${MENU}\n\n[Terms of use](/terms) All rights reserved.\n`;

describe('Markdown', () => {
  it('is written of an HTML page, its links absolute where its address is known', async () => {
    const folder = folderWith({ 'page.html': HTML });
    const { stdout } = await folder.run([
      'page.html',
      '--to',
      'markdown',
      '--url',
      'https://news.example/islands/',
    ]);
    expect(stdout).toContain(`# ${HEADLINE}\n`);
    expect(stdout).toContain('[More on this](https://news.example/about)');
    expect(stdout).not.toContain('Terms of use');
  });

  it('stays Markdown, untouched where it is kept, unless text is asked for', async () => {
    const folder = folderWith({ 'in/page.md': MARKDOWN });
    expect((await folder.run(['in', '-o', 'out', '--no-report'])).code).toBe(0);
    expect(folder.read('out/page.md')).toContain('*ferry*');
    expect(folder.read('out/page.md')).not.toContain('Terms of use');
    const { stdout } = await folder.run(['in/page.md', '--to', 'text']);
    expect(stdout).not.toContain('*ferry*');
    expect(stdout).toContain('ferry');
  });
});
