import { describe, expect, it } from 'vitest';
import { ElementMarks, parseMark } from '../../src/match/site-marks.js';
import type { Markup, MarkupElement } from '../../src/types.js';

const element = (tag: string, parent: number, ...tokens: string[]): MarkupElement => ({
  tag,
  parent,
  tokens,
  start: 0,
  end: 0,
  linked: 0,
  hidden: false,
});

function around(marks: string[], elements: MarkupElement[]) {
  const index = new ElementMarks();
  marks.forEach((mark, owner) => {
    index.add(mark, owner);
  });
  return index.around({ elements } as unknown as Markup);
}

describe('a mark', () => {
  it('is a tag, a class, an id, a role, or several of them', () => {
    expect(parseMark('NAV')).toEqual({ tag: 'nav', words: [] });
    expect(parseMark('.related-posts')).toEqual({ tag: undefined, words: ['related-posts'] });
    expect(parseMark('#Comments')).toEqual({ tag: undefined, words: ['comments'] });
    expect(parseMark('[role="banner"]')).toEqual({ tag: undefined, words: ['banner'] });
    expect(parseMark('aside.rail#more[role=note]')).toEqual({
      tag: 'aside',
      words: ['rail', 'more', 'note'],
    });
  });

  it.each(['', 'div p', 'div > p', '.a, .b', '*', '[href=x]', 'p:first-child', '.'])(
    'is no selector of CSS: %s',
    (source) => {
      expect(() => parseMark(source)).toThrow('not a mark of one element');
    },
  );
});

describe('elements', () => {
  it('bear the marks of those around them', () => {
    const found = around(
      ['nav', '.rail', 'aside.rail'],
      [
        element('body', -1),
        element('nav', 0),
        element('li', 1, 'rail'),
        element('aside', 0, 'rail', 'wide'),
        element('p', 3),
        element('p', 0),
      ],
    );
    expect(found).toEqual([[], [0], [0, 1], [1, 2], [1, 2], []]);
  });

  it('need all words of a mark', () => {
    expect(around(['.a.b'], [element('p', -1, 'a'), element('p', -1, 'b', 'a')])).toEqual([[], [0]]);
  });

  it('are walked once, however deep they nest', () => {
    const deep = Array.from({ length: 200_000 }, (_, i) => element('div', i - 1, 'x'));
    expect(around(['.x', '.y'], deep).at(-1)).toEqual([0]);
  });
});
