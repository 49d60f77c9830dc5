import { describe, expect, it } from 'vitest';
import { sourceCut, sourceRange } from '../../src/parse/source-range.js';
import type { Page } from '../../src/types.js';

/** `Tom & Ann rowed` as a page of `<p>Tom &amp; <b>Ann</b> rowed</p>`. */
const page: Page = {
  type: 'page',
  text: 'Tom & Ann rowed',
  children: [],
  markup: {
    format: 'html',
    source: '<p>Tom &amp; <b>Ann</b> rowed</p>',
    elements: [],
    inlines: [],
    runText: Uint32Array.of(0, 4, 5, 6, 9),
    runSource: Uint32Array.of(3, 7, 12, 16, 23),
  },
};
const slice = (start: number, end: number) => page.markup?.source.slice(...sourceRange(page, start, end));

describe('sourceRange', () => {
  it('finds a stretch of the text in the source', () => {
    expect(slice(0, 3)).toBe('Tom');
    expect(slice(6, 9)).toBe('Ann');
    expect(slice(10, 15)).toBe('rowed');
  });

  it('spans the marks inside of a stretch', () => {
    expect(slice(6, 15)).toBe('Ann</b> rowed');
    expect(slice(0, 15)).toBe('Tom &amp; <b>Ann</b> rowed');
  });

  it('is empty for an empty stretch, and never beyond the source', () => {
    expect(sourceRange(page, 6, 6)).toEqual([16, 16]);
    expect(sourceRange(page, 0, 99)[1]).toBe(page.markup?.source.length);
  });

  it('leaves offsets of plain text as they are', () => {
    expect(sourceRange({ type: 'page', text: 'One.', children: [] }, 1, 3)).toEqual([1, 3]);
  });
});

describe('sourceCut', () => {
  it('cuts at the white space between two parts, so that marks stay with what they mark', () => {
    expect(sourceCut(page, 6)).toEqual({ end: 12, start: 13 });
    expect(sourceCut(page, 10)).toEqual({ end: 23, start: 24 });
  });
});
