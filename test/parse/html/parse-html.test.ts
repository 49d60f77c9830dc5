import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../src/parse/html/parse-html.js';
import { elementsOf, paragraphsOf } from './page.js';

describe('parseHtml', () => {
  it('makes a paragraph of the text of each block', () => {
    expect(
      paragraphsOf(
        '<h1>Title</h1><div>Loose <b>words</b><p>First.</p><ul><li>One<li>Two</ul><dl><dt>Term<dd>Meaning</dl></div>',
      ),
    ).toEqual(['Title', 'Loose words', 'First.', 'One', 'Two', 'Term', 'Meaning']);
  });

  it('collapses white space as browsers do', () => {
    expect(parseHtml('<p>\n  One\t <i> two </i>\r\n three&nbsp;four </p>').text).toBe(
      'One two three\u00a0four',
    );
  });

  it('joins paragraphs by one line feed, and by two where a margin stands', () => {
    expect(parseHtml('<div>a</div><div>b</div><p>c</p><div>d</div>').text).toBe('a\nb\n\nc\n\nd');
  });

  it('numbers lines and blank lines as if the text were scraped', () => {
    const { children } = parseHtml('<div>a</div><p>b<br>c</p><p>d</p>');
    expect(children.map(({ line, lines, blankBefore }) => [line, lines, blankBefore])).toEqual([
      [1, 1, 0],
      [3, 2, 1],
      [6, 1, 1],
    ]);
  });

  it('keeps one <br> as a line feed and takes two for the end of a paragraph', () => {
    expect(paragraphsOf('<div>a<br>b<br>&nbsp;<br>c<br></div>')).toEqual(['a\nb', 'c']);
  });

  it('keeps lines and indents of <pre>, and ends a paragraph at its blank lines', () => {
    expect(paragraphsOf('<pre>\nif\r\n  then\n\nelse</pre>')).toEqual(['if\n  then', 'else']);
  });

  it('marks the first paragraph of an item, and how deep it stands', () => {
    const { children } = parseHtml('<ol><li>a<ul><li><p>b</p><p>c</p></ul></ol>- d');
    expect(children.map(({ bullet, indent }) => [bullet, indent])).toEqual([
      ['number', 2],
      ['mark', 4],
      ['none', 4],
      ['mark', 0],
    ]);
  });

  it('numbers items of ordered lists as the page does', () => {
    const { elements } = parseHtml('<ol start=3><li>a<li><ul><li>b</ul><li value=9>c<li>d</ol>').markup!;
    expect(elements.filter(({ tag }) => tag === 'li').map(({ ordinal }) => ordinal)).toEqual([
      3,
      4,
      undefined,
      9,
      10,
    ]);
  });

  it('decodes references, also those that lack their semicolon', () => {
    expect(parseHtml('AT&amp;T &lt;3 &eacute;&#x1F600;&#150; &copy 2024').text).toBe('AT&T <3 é😀– © 2024');
  });

  it('keeps elements that hold text, with the words of their names', () => {
    expect(
      elementsOf('<body class="singlePost page_2"><div></div><nav id=top-menu><span>x</span></nav><a>y</a>'),
    ).toEqual(['body.singlepost.single.post.page_2.page', 'nav.top-menu.top.menu', 'a']);
  });

  it('gives each element its parent, its text and the length of its links', () => {
    const { text, markup } = parseHtml('<div>ab <a href=/c>cde</a><p>f</p></div><p>g');
    const [body, div, a, p] = markup!.elements;
    expect([body.parent, div.parent, a.parent, p.parent]).toEqual([-1, 0, 1, 1]);
    expect(text.slice(div.start, div.end)).toBe('ab cde\n\nf');
    expect([body.linked, div.linked, a.linked, p.linked]).toEqual([3, 3, 3, 0]);
  });

  it('names the innermost block of a paragraph', () => {
    const { children, markup } = parseHtml('<article><p><em>a</em></p><blockquote>b</blockquote>c</article>');
    expect(children.map(({ block }) => markup!.elements[block!].tag)).toEqual(['p', 'blockquote', 'article']);
  });

  it('notes links, emphasis, code and images', () => {
    const { markup } = parseHtml(
      '<p><a href=" /x ">a <em>b</em></a> <code>c</code><img src=d.png alt="A dog"><img src=e width=1>',
    );
    expect(markup!.inlines).toEqual([
      { kind: 'link', start: 0, end: 3, target: '/x' },
      { kind: 'emphasis', start: 2, end: 3 },
      { kind: 'code', start: 4, end: 5 },
      { kind: 'image', start: 5, end: 5, target: 'd.png', alt: 'A dog' },
    ]);
  });

  it('puts an image between paragraphs before the next one, from where lazy pages keep it', () => {
    const { markup } = parseHtml(
      '<p>a</p><figure><img src="data:," data-src=b.jpg><figcaption>c</figcaption></figure>',
    );
    expect(markup!.inlines).toEqual([{ kind: 'image', start: 3, end: 3, target: 'b.jpg' }]);
  });

  it('says where text stands in the source', () => {
    const source = '<p>One&nbsp;&amp;\n  <b>two</b>';
    const { text, markup } = parseHtml(source);
    const { runText, runSource } = markup!;
    const sourceOf = (at: number) => {
      const run = runText.findLastIndex((from) => from <= at);
      return runSource[run] + at - runText[run];
    };
    expect(source.slice(sourceOf(text.indexOf('two'))).startsWith('two')).toBe(true);
    expect(source[sourceOf(text.indexOf('&'))]).toBe('&');
  });

  it('is empty for an empty page', () => {
    expect(parseHtml('')).toMatchObject({ text: '', children: [] });
  });
});
