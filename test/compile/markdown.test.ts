import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePage } from '../../src/compile/compile.js';
import { parseHtml } from '../../src/parse/html/parse-html.js';
import { parseText } from '../../src/parse/text.js';
import { readMarkdown } from './read-markdown.js';

const compile = (html: string, keep = (_: number) => true, images = false) =>
  compilePage(parseHtml(html), keep, { form: 'markdown', images, url: 'https://port.example/news/' }).text;
const read = (html: string) => readMarkdown(compile(html));
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

describe('compileMarkdown', () => {
  it('writes headings, quotes, code and paragraphs', () => {
    expect(
      read(
        '<h2>Low <i>tide</i></h2><p>One<br>two</p><blockquote><p>Three</p><p>four</p></blockquote><pre>let x;\n```\n y</pre>',
      ),
    ).toEqual([
      { h2: 'Low {em tide}' },
      'One\ntwo',
      { quote: ['Three', 'four'] },
      { pre: 'let x;\n```\n y' },
    ]);
  });

  it('nests lists, and keeps lists apart that follow each other', () => {
    expect(
      read(
        '<ol><li>One<li>Two<ul><li>In <b>two</b></li></ul><p>Still two</p></ol><ul><li>A</ul><ul><li>B</ul>',
      ),
    ).toEqual([
      { ol1: [['One'], ['Two', { ul: [['In {strong two}']] }, 'Still two']] },
      { ul: [['A']] },
      { ul: [['B']] },
    ]);
  });

  it('moves items up whose parent went, and keeps the numbers of the others', () => {
    const html = '<ol><li>One<li>Two<ol><li>Deep</ol><li>Three</ol>';
    expect(compile(html, (p) => p > 1)).toBe('1. Deep\n3. Three\n');
  });

  it('writes tables whose rows have cells of any number', () => {
    expect(read('<table><tr><th>Port<th>Depth<tr><td>Aal<td>4 | 5<td><a href="/x">more</a></table>')).toEqual(
      [
        {
          table: [
            ['Port', 'Depth', ''],
            ['Aal', '4 | 5', '{a https://port.example/x more}'],
          ],
        },
      ],
    );
  });

  it('makes links absolute, and text of those that lead nowhere', () => {
    expect(
      read(
        '<p><a href="tide (2).html">Tides</a> <a href="#top">Up</a> <a href="javascript:x()">Do</a> <a href="//q.example">Q</a>',
      ),
    ).toEqual(['{a https://port.example/news/tide%20(2).html Tides} Up Do {a https://q.example/ Q}']);
  });

  it('writes images only where they are asked for', () => {
    const html = '<p>One.</p><figure><img src="g.png" alt="A [gull]"><figcaption>Gull</figcaption></figure>';
    expect(compile(html)).toBe('One.\n\nGull\n');
    expect(readMarkdown(compile(html, () => true, true))).toEqual([
      'One.',
      '{img https://port.example/news/g.png A [gull]}',
      'Gull',
    ]);
  });

  it('escapes what would be read as a mark, and nothing more', () => {
    const plain = 'A snake_case word, 3 * 4 = 12, a [note], #1, AT&T, a < b - c. (So!) 50% ~ half';
    expect(compile(`<p>${escaped(plain)}</p>`)).toBe(`${plain}\n`);
    for (const text of [
      '1. May',
      '# no',
      '- no',
      '+ no',
      '> no',
      '[x](y)',
      '*a*',
      '__a__',
      '<b>',
      '&amp;',
      '`a`',
      '~~a~~',
      '![a](b)',
      '[a]: b',
      '===',
      'a\\*b',
      '![',
      '|a|b|',
    ])
      expect(read(`<p>${escaped(text)}</p>`)).toEqual([text]);
  });

  it('reads back as the same text, whatever the characters and marks', () => {
    const word = fc.constantFrom(
      ...'a b 1 . ) ( * _ ` ~ [ ] ! < > & # + - = | \\ : " \u00e9 \u2014'.split(' '),
      ' ',
      'www.',
      ' ab ',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
    const tag = fc.constantFrom('b', 'i', 'code', 'a href="/x"');
    const piece = fc.oneof(
      text.map(escaped),
      fc.tuple(tag, text).map(([t, x]) => `<${t}>${escaped(x)}</${t.split(' ')[0]}>`),
      fc.constant('<br>'),
    );
    const flat = (node: unknown): string =>
      typeof node === 'string'
        ? node.replace(/\{(?:em|strong|code|a \S+) /g, '').replaceAll('}', '')
        : Object.values(node as object)
            .map(flat)
            .join('\n');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('p', 'h3', 'li', 'td'),
        (pieces, name) => {
          const page = parseHtml(`<${name}>${pieces.join('')}</${name}>`);
          const { text: markdown } = compilePage(page, () => true, {
            form: 'markdown',
            url: 'https://port.example/',
          });
          const squeeze = (t: string) => t.replace(/\s+/g, ' ').trim();
          expect(squeeze(readMarkdown(markdown).map(flat).join('\n'))).toBe(squeeze(page.text));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('writes plain text as Markdown that reads back', () => {
    const page = parseText('Low tide\n\nThe boat *lay* dry.\n\n\u2022 rope\n\u2022 tar\n1. one\n');
    expect(readMarkdown(compilePage(page, () => true, { form: 'markdown' }).text)).toEqual([
      'Low tide',
      'The boat *lay* dry.',
      { ul: [['rope'], ['tar']] },
      { ol1: [['one']] },
    ]);
  });
});
