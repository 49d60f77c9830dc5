import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../src/parse/html/parse-html.js';
import { paragraphsOf } from './page.js';

describe('broken pages', () => {
  it.each([
    ['unclosed paragraphs', '<p>a<p>b<div>c<p>d', ['a', 'b', 'c', 'd']],
    ['unclosed cells', '<table role=none><tr><td>a<td>b<tr><td>c</table>d', ['a', 'b', 'c', 'd']],
    ['a block within a paragraph', '<p>a<div>b</div>c</p>d', ['a', 'b', 'c', 'd']],
    ['stray end tags', 'a</div></b></td> b</p>c', ['a b', 'c']],
    ['an end tag that reaches past a cell', '<div><table><tr><td>a</div> b</table></div>', ['a b']],
    ['misnested marks', '<p>a <b>b <i>c</b> d</i> e', ['a b c d e']],
    ['a mark across blocks', '<b>a<div>b</b> c</div>', ['a', 'b c']],
    ['an unclosed comment', 'a<!-- b', ['a']],
    ['an unclosed script', 'a<script>b', ['a']],
    ['an unclosed attribute', 'a<p title="b', ['a']],
    ['plain text', '<plaintext><p>a</plaintext>', ['<p>a</plaintext>']],
    ['NUL characters', 'a\0b', ['ab']],
    ['text after the body', '<body>a</body></html> b', ['a b']],
    ['two bodies', '<html><body>a</body></html><html><body><p>b', ['a', 'b']],
    ['text in the head', '<head><title>x</title>a<p>b', ['a', 'b']],
    ['a paragraph in an svg', '<svg><path/><g><p>a</svg>b', ['ab']],
    ['a script in an svg', '<svg><script/></svg>a', ['a']],
    ['an unclosed select', '<div><select><option>a</div>b', ['b']],
    ['a link within a link', '<a href=1>a <a href=2>b', ['a b']],
    ['a frameset', '<frameset><frame src=a></frameset><noframes>b</noframes>', []],
    ['a form across cells', '<table><form><tr><td>a</form><tr><td>b</table>', ['a', 'b']],
  ])('%s', (_, html, paragraphs) => {
    expect(paragraphsOf(html)).toEqual(paragraphs);
  });

  it('carries an unclosed mark into the next paragraph, not an unclosed link', () => {
    const { markup } = parseHtml('<p><b>a</p><p>b</b> c</p><p><a href=x>d</p><p>e</p>');
    expect(markup!.inlines.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['strong', 0, 1],
      ['strong', 3, 4],
      ['link', 8, 9],
    ]);
  });

  it.each(['<div>', '<b><div>', '<table><tr><td>', '<ul><li>', '<p><span>', '<form><i>', '<svg><g>'])(
    'reads %s thirty thousand times over, nested, in linear time',
    (tags) => {
      const started = performance.now();
      const page = parseHtml(`${tags.repeat(30_000)}a</i></x></p>`.repeat(2));
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(page.markup!.elements.length).toBeLessThan(2_000);
    },
  );

  it('keeps its books whatever comes', () => {
    const part = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<b>',
        '</b>',
        '<a href=x>',
        '</a>',
        '<div>',
        '</div>',
        '<table>',
        '</table>',
        '<td>',
        '<tr>',
      ],
      ...[
        '</td>',
        '<li>',
        '<ul>',
        '</ul>',
        '<br>',
        '<pre>',
        '</pre>',
        '<svg>',
        '</svg>',
        '<h2>',
        '</h3>',
        '<i>',
        '</i>',
      ],
      ...[
        '<button>',
        '<img src=x>',
        '&nbsp;',
        '&amp;',
        ' ',
        '\n',
        'a',
        'b c',
        '<head>',
        '<title>',
        '</title>',
        '<td hidden>',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const { text, children, markup } = parseHtml(parts.join(''));
        const { elements, inlines, runText } = markup!;
        let last = 0;
        for (const { start, end, block } of children) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(last, start).trim()).toBe('');
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          expect(end).toBeGreaterThan(start);
          expect(elements[block!].start).toBeLessThanOrEqual(start);
          last = end;
        }
        expect(last).toBe(text.length);
        for (const [e, { parent, start, end, linked }] of elements.entries()) {
          expect(parent).toBeLessThan(e);
          expect(end).toBeGreaterThan(start);
          expect(linked).toBeLessThanOrEqual(end - start);
          if (parent >= 0) expect(elements[parent].end).toBeGreaterThanOrEqual(end);
        }
        for (const { start, end } of inlines) expect(end).toBeGreaterThanOrEqual(start);
        expect([...runText]).toEqual([...runText].sort((a, b) => a - b));
      }),
    );
  });
});
