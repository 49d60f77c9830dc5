import { describe, expect, it } from 'vitest';
import { spansOfLines, textOfSpans } from '../../src/eval/gold-roles.js';
import type { Span } from '../../src/eval/role-score.js';

const PAGE = 'Harbour news\n\nThe ferry is late\n  It left at nine.\nIt came at noon.\n\nShare\n';

describe('line ranges', () => {
  it('become spans from the first to the last line of text in them', () => {
    const { spans, empty } = spansOfLines(PAGE, [
      { role: 'navigation', from_line: 1, to_line: 2 },
      { role: 'body', from_line: 4, to_line: 6 },
    ]);
    expect(empty).toEqual([]);
    expect(spans.map(([start, end, role]) => [PAGE.slice(start, end), role])).toEqual([
      ['Harbour news', 'navigation'],
      ['It left at nine.\nIt came at noon.', 'body'],
    ]);
  });

  it('are named where they hold no text', () => {
    const blank = { role: 'body', from_line: 2, to_line: 2 } as const;
    const beyond = { role: 'body', from_line: 8, to_line: 90 } as const;
    expect(spansOfLines(PAGE, [blank, beyond]).empty).toEqual([blank, beyond]);
  });
});

describe('the gold text of spans', () => {
  const keep = new Set(['headline', 'body'] as const);

  it('is what stands in kept roles, in the order of the page', () => {
    const spans: Span[] = [
      [8, 13, 'body'],
      [4, 7, 'other'],
      [0, 3, 'headline'],
    ];
    expect(textOfSpans('one two three', spans, keep)).toBe('one\n\nthree\n');
    expect(textOfSpans('one two three', spans, new Set())).toBe('');
  });

  it('leaves parts of one line in one line', () => {
    const spans: Span[] = [
      [0, 4, 'body'],
      [5, 9, 'body'],
      [10, 14, 'body'],
    ];
    expect(textOfSpans('One. Two.\nThree.', spans, keep)).toBe('One. Two.\n\nThre\n');
  });
});
