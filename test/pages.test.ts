import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clean } from '../src/index.js';

const PAGES = new URL('pages/', import.meta.url);
const read = (name: string, file: string) => readFileSync(new URL(`${name}/${file}`, PAGES), 'utf8');
const paragraphs = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** Lines of a footer that no model may take for a story. */
const FOOTER = /^©/m;

describe.each(readdirSync(fileURLToPath(PAGES)))('the page %s', (name) => {
  it('keeps every paragraph of the article, in its order', async () => {
    const article = paragraphs(read(name, 'expected.txt'));
    const { text } = await clean(read(name, 'input.txt'));
    const wanted = new Set(article);
    expect(paragraphs(text).filter((line) => wanted.has(line))).toEqual(article);
  });

  it('loses its menu and its copyright line', async () => {
    const { text } = await clean(read(name, 'input.txt'));
    expect(paragraphs(text)).not.toContain('Home');
    expect(text).not.toMatch(FOOTER);
  });

  it('stands in its input word for word', () => {
    expect(read(name, 'input.txt')).toContain(read(name, 'expected.txt'));
  });
});
