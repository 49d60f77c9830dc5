import { Chalk } from 'chalk';
import { applyPatch, parsePatch, reversePatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePage, type TextForm } from '../../src/compile/compile.js';
import { parseHtml } from '../../src/parse/html/parse-html.js';
import { parseMarkdown } from '../../src/parse/markdown.js';
import { diff } from '../../src/report/diff.js';
import type { Page, Result } from '../../src/types.js';
import { readMarkdown } from './read-markdown.js';

const cut = (source: string, ...removed: number[]) =>
  compilePage(parseMarkdown(source), (p) => !removed.includes(p)).text;

describe('compileSlices', () => {
  it('leaves a page of which all stays as it is', () => {
    const source = '# Low *tide*\n\n> One\n>\n> - two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx  y\n```\n';
    expect(cut(source)).toBe(source);
  });

  it('keeps rows of a table and items of a list together where one between them goes', () => {
    expect(cut('| a |\n|---|\n| 1 |\n| 2 |\n', 1)).toBe('| a |\n|---|\n| 2 |\n');
    expect(cut('- one\n- two\n- three\n', 1)).toBe('- one\n- three\n');
  });

  it('moves a list left where what it is nested in goes', () => {
    expect(cut('1. one\n   - two\n     - deep\n   - three\n', 0)).toBe('- two\n  - deep\n- three\n');
    expect(readMarkdown(cut('1. one\n   - two\n\n   para\n2. three\n', 0))).toEqual([
      { ul: [['two']] },
      'para',
      expect.anything(),
    ]);
  });

  it('keeps the definitions that are used, and images only where asked for', () => {
    const source = 'See [this][a].\n\n![x](y.png)\n\nOr [that][b].\n\n[a]: /a\n[b]: /b\n';
    expect(cut(source, 1)).toBe('See [this][a].\n\n[a]: /a\n');
    expect(compilePage(parseMarkdown(source), (p) => p === 0, { images: true }).text).toBe(
      'See [this][a].\n\n![x](y.png)\n\n[a]: /a\n',
    );
  });
});

describe('the diff report of a page with markup', () => {
  const context = { chalk: new Chalk({ level: 0 }), version: '0', rulesHash: '', threshold: 0.5 };
  const resultOf = (page: Page, keep: (p: number) => boolean, form: TextForm): Result => {
    const { text, comparison } = compilePage(page, keep, { form });
    const verdicts = page.children.map(({ index }) => ({
      role: keep(index) ? ('body' as const) : ('other' as const),
      keep: keep(index),
      score: 0,
      evidence: [],
    }));
    const document = { id: 'page', text: page.markup?.source ?? page.text };
    return {
      document,
      page,
      paragraphs: page.children,
      verdicts,
      pageThreshold: 0.5,
      metadata: {},
      language: 'en',
      text,
      comparison,
    };
  };

  it('goes from all of the page in that form to the clean text and back', () => {
    const html = fc.constantFrom(
      '<p>One',
      '<ul><li>Two',
      '<li>three',
      '</ul>',
      '<ol><li>four<p>five</ol>',
      '<table><tr><th>a<th>b<tr><td>c<td>d</table>',
      '<blockquote>six',
      '</blockquote>',
      '<pre>x\n y</pre>',
      '<h2>Seven</h2>',
      '<br>eight',
      '<li><b>nine</b>',
    );
    const markdown = fc.constantFrom(
      'One\n',
      'two  \nthree\n',
      '- four\n',
      '  - five\n',
      '\n',
      '> six\n',
      '| a |\n|---|\n| b |\n',
      '# Seven\n',
      '[x]: /y\n',
      '[x]\n',
      '![i](j)\n',
      '1. eight\n',
      '```\nnine\n```\n',
      'no end',
    );
    const pages = fc.oneof(
      fc.array(html, { maxLength: 12 }).map((parts) => parseHtml(parts.join(''))),
      fc.array(markdown, { maxLength: 12 }).map((parts) => parseMarkdown(parts.join(''))),
    );
    fc.assert(
      fc.property(pages, fc.integer(), fc.constantFrom<TextForm>('text', 'markdown'), (page, bits, form) => {
        const result = resultOf(page, (p) => ((bits >> (p % 30)) & 1) === 1, form);
        const { before } = result.comparison;
        if (page.markup?.format === 'html' || form === 'text')
          expect(before).toBe(compilePage(page, () => true, { form }).text);
        else expect(before).toBe(page.markup?.source);
        const patch = diff.document(result, context);
        if (patch === '') {
          expect(result.text).toBe(before);
          return;
        }
        const options = { autoConvertLineEndings: false };
        expect(applyPatch(before, patch, options)).toBe(result.text);
        expect(applyPatch(result.text, reversePatch(parsePatch(patch)[0]), options)).toBe(before);
      }),
      { numRuns: 150 },
    );
  });
});
