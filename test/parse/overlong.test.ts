import { describe, expect, it } from 'vitest';
import { splitOverlong } from '../../src/parse/overlong.js';
import { parseText } from '../../src/parse/text.js';

const PADDING = ` ${'and on it went '.repeat(110)}`;

function partsOf(text: string): string[] {
  const page = splitOverlong(parseText(text));
  return page.children.map(({ start, end }) => page.text.slice(start, end));
}

describe('a line as long as a page', () => {
  it.each([
    [
      'The ferry left. It was late! Nobody knew why.',
      ['The ferry left.', 'It was late!', 'Nobody knew why.'],
    ],
    [
      'Dr. Smith saw the U.S. President on 3. Mai at No. 5.',
      ['Dr. Smith saw the U.S. President on 3. Mai at No. 5.'],
    ],
    ['The ferry left at noon.The quay was empty.', ['The ferry left at noon.', 'The quay was empty.']],
    ['渡船离开了。码头空了。', ['渡船离开了。', '码头空了。']],
    ['नाव चली गई। घाट खाली था।', ['नाव चली गई।', 'घाट खाली था।']],
  ])('is cut at the ends of sentences: %j', (text, sentences) => {
    const parts = partsOf(text + PADDING);
    expect(parts.slice(0, sentences.length - 1)).toEqual(sentences.slice(0, -1));
    expect(parts.join(' ').startsWith(sentences.join(' '))).toBe(true);
    expect(parts.length).toBeLessThanOrEqual(sentences.length + 1);
  });

  it('has parts that know their line and that they are parts', () => {
    const page = splitOverlong(parseText(`One line\n\nThe ferry left. It was late.${PADDING}`));
    expect(page.children.map(({ line, part, index }) => [line, part, index])).toEqual([
      [1, undefined, 0],
      [3, undefined, 1],
      [3, true, 2],
    ]);
  });

  it('is cut in linear time', () => {
    const text = 'The ferry left at noon. It was late. '.repeat(50_000);
    const from = process.cpuUsage().user;
    expect(partsOf(text)).toHaveLength(100_000);
    expect(process.cpuUsage().user - from).toBeLessThan(20e6);
  });
});

it('leaves shorter lines as they are', () => {
  expect(partsOf('The ferry left. It was late.')).toEqual(['The ferry left. It was late.']);
});
