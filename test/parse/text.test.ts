import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/parse/text.js';

const paragraphs = (text: string) => parseText(text).children.map((p) => text.slice(p.start, p.end));

describe('parseText', () => {
  it('takes each line for a paragraph, with or without blank lines between', () => {
    expect(paragraphs('First one.\nSecond one.\n\n\nThird one.')).toEqual([
      'First one.',
      'Second one.',
      'Third one.',
    ]);
  });

  it('numbers lines from 1 and counts the blank ones before', () => {
    const { children } = parseText('\n\nA line.\n\nB line.\n');
    expect(children.map((p) => [p.line, p.blankBefore])).toEqual([
      [3, 2],
      [5, 1],
    ]);
  });

  it('joins a text that was wrapped at a column', () => {
    const text = [
      'The council met on Monday to decide what to do about the bridge, which has',
      'been closed since the flood of last November and which the engineers would',
      'rather replace than mend, at a cost that nobody in the room was willing to',
      'name before the end of the month.',
      '',
      'A second meeting is planned for the week after, when the figures should be',
      'on the table and the neighbouring villages have been asked what they would',
      'be ready to pay.',
    ].join('\n');
    expect(paragraphs(text)).toHaveLength(2);
  });

  it('joins a sentence that a narrow box broke over three short lines', () => {
    expect(paragraphs("By pressing 'Send' you\nare agreeing to all of our\nTerms of Use.")).toHaveLength(1);
  });

  it('leaves short lines of a menu apart', () => {
    expect(paragraphs('Home\nNews\nSport\nabout us\ncontact')).toHaveLength(5);
  });

  it('knows bullets, numbers and indents', () => {
    const { children } = parseText('  • An item\n    - Below it\n1. The first');
    expect(children.map((p) => [p.bullet, p.indent])).toEqual([
      ['mark', 2],
      ['mark', 4],
      ['number', 0],
    ]);
  });

  it('takes CRLF, CR and the Unicode separators for line ends', () => {
    expect(paragraphs('One.\r\nTwo.\rThree.\u2028Four.')).toEqual(['One.', 'Two.', 'Three.', 'Four.']);
    expect(parseText('One.\r\nTwo.\r\n').children.map((p) => p.line)).toEqual([1, 2]);
  });

  it('takes lines of NBSP and zero-width characters for blank', () => {
    expect(paragraphs('One.\n\u00a0\u200b\n\u200bTwo.\u00a0\n')).toEqual(['One.', 'Two.']);
  });

  it('keeps a byte order mark out of the first paragraph', () => {
    expect(paragraphs('\ufeffOne.')).toEqual(['One.']);
  });

  it('makes nothing of nothing', () => {
    expect(paragraphs(' \n\t\n')).toEqual([]);
  });

  it('loses no character that is not white space, and keeps the order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'a',
            'word',
            '. ',
            ' ',
            '\n',
            '\r\n',
            '\t',
            '•',
            '\u00a0',
            '\u200b',
            'Über',
            '漢',
            '😀',
            '1.',
          ),
        ),
        (parts) => {
          const text = parts.join('');
          const { children } = parseText(text);
          let at = 0;
          let rest = '';
          for (const p of children) {
            expect(p.start).toBeGreaterThanOrEqual(at);
            expect(p.end).toBeGreaterThan(p.start);
            rest += text.slice(at, p.start);
            at = p.end;
          }
          expect((rest + text.slice(at)).replace(/[\s\u200b]/g, '')).toBe('');
        },
      ),
    );
  });
});

describe('text wrapped at a column', () => {
  const words = (word: string, count: number) => Array.from({ length: count }, () => word).join(' ');
  const wrap = (text: string, column: number) => {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= column)
        lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines.join('\n');
  };

  it.each(['여객선이', 'غادرت', 'जहाज़'])('is one paragraph in a script without capitals: %s', (word) => {
    const text = `${wrap(words(word, 60), 78)}\n\n${wrap(words(word, 50), 78)}`;
    expect(parseText(text).children).toHaveLength(2);
  });

  it('is found beside lines that could not be wrapped', () => {
    const address = `see https://example.org/${'ferry-'.repeat(16)}`;
    const text = `${wrap(words('quay and', 60), 72)}\n\n${address}\n\n${wrap(words('ferry or', 40), 72)}`;
    expect(parseText(text).children).toHaveLength(3);
  });
});
