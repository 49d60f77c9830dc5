import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileText } from '../../src/compile/text.js';
import { parseText } from '../../src/parse/text.js';

const compile = (text: string, ...removed: number[]) =>
  compileText(text, parseText(text).children, (p) => !removed.includes(p)).text;

describe('compileText', () => {
  it('keeps the separator between neighbours, with at most one blank line', () => {
    expect(compile('One.\nTwo.\n\n\n\nThree.\n')).toBe('One.\nTwo.\n\nThree.\n');
  });

  it('puts one blank line where something was removed', () => {
    expect(compile('One.\nTwo.\nThree.\n', 1)).toBe('One.\n\nThree.\n');
  });

  it('drops blank lines at both ends and ends in one newline', () => {
    expect(compile('\n\nOne.\n\n\n')).toBe('One.\n');
    expect(compile('One.')).toBe('One.\n');
  });

  it('is empty where nothing is kept', () => {
    expect(compile('One.\n', 0)).toBe('');
  });

  it('keeps line ends, indentation and odd white space of what stays', () => {
    expect(compile('One.\r\nTwo.\r\n  • Three.\r\n', 1)).toBe('One.\r\n\r\n  • Three.\r\n');
    expect(compile('A\u00a0b  c.\n')).toBe('A\u00a0b  c.\n');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('One.', 'Two', '\n', '\r\n', ' ', '\t', '• x')), (parts) => {
        const once = compile(parts.join(''));
        expect(compile(once)).toBe(once);
      }),
    );
  });
});
