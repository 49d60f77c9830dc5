import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/parse/markdown.js';

/** The paragraphs' texts. */
const texts = (source: string) => {
  const { text, children } = parseMarkdown(source);
  return children.map(({ start, end }) => text.slice(start, end));
};
/** The paragraphs' slices of the source. */
const slices = (source: string) =>
  parseMarkdown(source).children.map(({ sourceStart, sourceEnd }) => source.slice(sourceStart, sourceEnd));
/** The paragraphs' innermost elements. */
const tags = (source: string) => {
  const { children, markup } = parseMarkdown(source);
  return children.map(({ block }) => markup?.elements[block ?? -1]?.tag);
};

describe('parseMarkdown', () => {
  it('reads headings of both forms, quotes, lists and code, each with its slice of the source', () => {
    const source = [
      '## Ferry *back* in service ##',
      'Under water\n===',
      '> The boat was cold.',
      '- Rope\n- Tar\n  1. pine',
      '```sh\nrow --fast\n```',
    ].join('\n\n');
    expect(texts(source)).toEqual([
      'Ferry back in service',
      'Under water',
      'The boat was cold.',
      'Rope',
      'Tar',
      'pine',
      'row --fast',
    ]);
    expect(tags(source)).toEqual(['h2', 'h1', 'p', 'li', 'li', 'li', 'pre']);
    expect(slices(source)).toEqual([
      '## Ferry *back* in service ##',
      'Under water\n===',
      '> The boat was cold.',
      '- Rope',
      '- Tar',
      '1. pine',
      '```sh\nrow --fast\n```',
    ]);
  });

  it('leaves targets, image texts, entities and escapes out of the text', () => {
    expect(
      texts('See ![a boat](b.png) the [**old** harbour](/h "map") &amp; [![x](y.png)](z) \\*not\\* this.'),
    ).toEqual(['See the old harbour & *not* this.']);
  });

  it('resolves reference links and leaves their definitions out', () => {
    const page = parseMarkdown(
      'The [pilot][p] and the [Mate].\n\n[p]: /pilot "P"\n[mate]: <https://mate.example>\n',
    );
    expect(page.text).toBe('The pilot and the Mate.');
    expect(page.markup?.inlines.map(({ target, definition }) => [target, definition])).toEqual([
      ['/pilot', 0],
      ['https://mate.example', 1],
    ]);
    expect(page.markup?.definitions).toHaveLength(2);
  });

  it('makes one paragraph of what was wrapped at a column, and keeps hard breaks', () => {
    const wrapped =
      'The crew had waited for the tide since the early morning and\nwent aboard when the bell rang twice over the quiet harbour\nbasin.';
    expect(texts(wrapped)).toEqual([wrapped.replaceAll('\n', ' ')]);
    expect(texts('Roses are red  \nviolets are\\\nblue')).toEqual(['Roses are red\nviolets are\nblue']);
  });

  it('makes a paragraph of each line that was not wrapped', () => {
    const source = '[Home](/)\n[Harbour news](/news)\n[Tides](/tides)';
    expect(texts(source)).toEqual(['Home', 'Harbour news', 'Tides']);
    expect(slices(source)).toEqual(source.split('\n'));
  });

  it('makes a paragraph of each row of a table, the dashes with the first', () => {
    const source = '| Port | Depth |\n|---|--:|\n| Aal \\| Ost | **4** m |\n';
    expect(texts(source)).toEqual(['Port\tDepth', 'Aal | Ost\t4 m']);
    expect(slices(source)[0]).toBe('| Port | Depth |\n|---|--:|');
    expect(tags(source)).toEqual(['tr', 'tr']);
  });

  it('reads links around blocks, and links and targets that are broken over lines', () => {
    const page = parseMarkdown('[\n\n### Eel soup returns\n\nA bowl costs nine crowns.\n\n](/soup)\n\nMore.');
    expect(page.text).toBe('Eel soup returns\n\nA bowl costs nine crowns.\n\nMore.');
    expect(page.markup?.inlines[0]).toMatchObject({ kind: 'link', target: '/soup', start: 0 });
    expect(page.markup?.elements.map(({ linked }) => linked).filter(Boolean)).toEqual([16, 25]);
    expect(texts('Read [the long\nstory](https://news.example/a-\nb) now.')).toEqual([
      'Read the long story now.',
    ]);
  });

  it('leaves the marks of a link around blocks out of their slices', () => {
    expect(slices('[Eel soup\n\nNine crowns.\n\n![x](y) ](/soup)\n\nBy [\n\nAnn Roe](/ann)')).toEqual([
      'Eel soup',
      'Nine crowns.',
      'By',
      'Ann Roe',
    ]);
  });

  it('takes front matter and the head of reader services for metadata', () => {
    expect(texts('---\ntitle: Eels\ntags:\n  - sea\n---\nEels are back.')).toEqual(['Eels are back.']);
    expect(
      texts('Title: Eels\n\nURL Source: https://x.example\n\nMarkdown Content:\nEels are back.'),
    ).toEqual(['Eels are back.']);
    expect(texts('---\n\nEels are back.\n\n---\n')).toEqual(['Eels are back.']);
  });

  it('drops tags, comments, scripts and rules, not the text in tags', () => {
    expect(
      texts(
        'A <b>loud</b><!-- no --> bell<br>rang.\n\n* * *\n\n<div><p>Twice &amp; more.</p><script>x()</script></div>',
      ),
    ).toEqual(['A loud bell\nrang.', 'Twice & more.']);
  });

  it('keeps an image that is a block of its own beside the paragraphs', () => {
    const source = 'One.\n\n![A gull](gull.jpg)\n\nTwo.';
    const { text, markup } = parseMarkdown(source);
    expect(text).toBe('One.\n\nTwo.');
    const [image] = markup?.inlines ?? [];
    expect(image).toMatchObject({ kind: 'image', target: 'gull.jpg', alt: 'A gull', start: 4, end: 4 });
    expect(source.slice(image.sourceStart, image.sourceEnd)).toBe('![A gull](gull.jpg)');
  });

  it('maps text to source through marks', () => {
    const source = '> - Say **&quot;ahoy** [there](/x)';
    const { text, markup } = parseMarkdown(source);
    const { runText, runSource } = markup!;
    for (let r = 0; r < runText.length; r++) {
      const run = text.slice(runText[r], runText[r + 1] ?? text.length);
      expect([run, '"']).toContain(run === '"' ? '"' : source.substr(runSource[r], run.length));
    }
  });

  it('loses no word, and every paragraph lies in the source, whatever the marks', () => {
    const piece = fc.constantFrom(
      'ab',
      'cd ',
      '*',
      '**',
      '_',
      '`',
      '[',
      '](x)',
      '![',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '> ',
      '# ',
      '|',
      '---',
      '    ',
      '\\',
      '<b>',
      '&amp;',
      '~~',
      '\t',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = pieces.join('');
        const { text, children, markup } = parseMarkdown(source);
        let before = 0;
        for (const { start, end, sourceStart, sourceEnd } of children) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          expect(sourceEnd).toBeGreaterThan(sourceStart as number);
          expect(sourceEnd).toBeLessThanOrEqual(source.length);
          before = end;
        }
        const images = markup?.inlines.map(({ alt }) => alt ?? '').join(' ') ?? '';
        const count = (where: string) => where.match(/ab|cd/g)?.length ?? 0;
        // An image in an image, and the info behind a fence, are no text.
        if (!/!\[.*!\[|```|~~~/s.test(source)) expect(count(text) + count(images)).toBe(count(source));
      }),
      { numRuns: 300 },
    );
  });
});
