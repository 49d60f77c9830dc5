import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/parse/markdown.js';

/** Inputs on which careless parsers of Markdown take quadratic time or more. */
const HARD: Record<string, (n: number) => string> = {
  'open brackets': (n) => '['.repeat(n),
  'open targets': (n) => '[a]('.repeat(n),
  'nested links': (n) => `${'['.repeat(n)}a${'](b)'.repeat(n)}`,
  'unclosed emphasis': (n) => 'a**b_c '.repeat(n),
  'emphasis of two kinds': (n) => `${'a**b'.repeat(n)}${'c* '.repeat(n)}`,
  'ticks of all lengths': (n) => Array.from({ length: Math.sqrt(n) | 0 }, (_, i) => '`'.repeat(i)).join(' '),
  'nested quotes': (n) => `${'> '.repeat(n)}a\n`.repeat(2),
  'nested items': (n) => `${'* '.repeat(n)}a`,
  'tags without end': (n) => '<a b="'.repeat(n),
  'comments without end': (n) => 'a <!-- '.repeat(n),
  'scripts without end': (n) => 'a <script>'.repeat(n),
  'scripts in a block': (n) => `<div>${'<script>'.repeat(n)}`,
  'rows of dashes': (n) => '|-\n'.repeat(n),
  'a wide table': (n) => `${'|a'.repeat(n)}\n${'|-'.repeat(n)}\n|b|`,
  'one long line': (n) => 'The crew went aboard. '.repeat(n),
  'wrapped lines': (n) => 'The crew went aboard\n'.repeat(n),
};

const time = (text: string) => {
  const start = performance.now();
  parseMarkdown(text);
  return performance.now() - start;
};

describe('parseMarkdown on hostile input', () => {
  it.each(Object.entries(HARD))('is linear in %s', (_, make) => {
    time(make(1000));
    const small = Math.min(...[1, 2, 3].map(() => time(make(1000))));
    const large = Math.min(...[1, 2].map(() => time(make(16_000))));
    // Sixteen times the text: quadratic time would be 256 times as long. Other work may run beside this.
    expect(large).toBeLessThan(Math.max(8, small) * 100);
  });
});
