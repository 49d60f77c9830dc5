import { describe, expect, it } from 'vitest';
import { bareName, formatOfContent, formatOfName, isInputName, isPageName } from '../../src/read/format.js';

const told = (content: string) => formatOfContent(Buffer.from(content));

describe('a name', () => {
  it.each([
    ['a.txt', 'text'],
    ['a.HTM', 'html'],
    ['deep/a.xhtml.gz', 'html'],
    ['a.md', 'markdown'],
    ['a.ndjson.zst', 'jsonl'],
    ['CC-MAIN-0.warc.gz', 'warc'],
    ['CC-MAIN-0.warc.wet.gz', 'wet'],
    ['a.parquet', 'parquet'],
    ['a', undefined],
    ['a.gz', undefined],
    ['a.png', undefined],
  ])('%s tells %s', (name, format) => {
    expect(formatOfName(name)).toBe(format);
  });

  it('loses its endings where an output takes others', () => {
    expect(['a.html', 'b.jsonl.gz', 'c', 'd.v2', 'e.warc.wet.gz'].map(bareName)).toEqual([
      'a',
      'b',
      'c',
      'd.v2',
      'e.warc',
    ]);
  });

  it('is taken by walks where its ending is that of an input, or there is none', () => {
    expect(['a', 'a.gz', 'a.md', 'a.parquet', 'a.png', 'a.json', 'a.png.gz'].filter(isInputName)).toEqual([
      'a',
      'a.gz',
      'a.md',
      'a.parquet',
    ]);
    expect(['a', 'a.html', 'a.jsonl'].filter(isPageName)).toEqual(['a', 'a.html']);
  });
});

describe('a content', () => {
  it.each([
    ['<!DOCTYPE html><p>x', 'html'],
    ['\ufeff\n <!-- saved --> <?xml version="1.0"?>\n<html lang="en">', 'html'],
    ['<div class="story">x</div>', 'html'],
    ['<3 is what she wrote', 'text'],
    ['{"text": "x"}\n{"text": "y"}\n', 'jsonl'],
    ['{"text": "no end', 'jsonl'],
    ['{"curly"} braces open this page\n', 'text'],
    ['{\n  "text": "one object over lines"\n}\n', 'text'],
    ['WARC/1.0\r\nWARC-Type: warcinfo', 'warc'],
    ['PAR1xxxx', 'parquet'],
    ['A plain page', 'text'],
    ['# A heading', 'text'],
    ['', 'text'],
  ])('%j is %s', (content, format) => {
    expect(told(content)).toBe(format);
  });

  it('is told in UTF-16 too', () => {
    expect(formatOfContent(Buffer.from('\ufeff<html>', 'utf16le'))).toBe('html');
  });

  it('is told in linear time', () => {
    expect(told(`${'<!-- '.repeat(10_000)}`)).toBe('text');
    expect(told(`${'<!-- x -->'.repeat(10_000)}<p>`)).toBe('text');
  });
});
