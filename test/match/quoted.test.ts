import { expect, it } from 'vitest';
import { isQuoted } from '../../src/match/quoted.js';

it.each([
  ['He said: "Sign up', true],
  ['"Enough," he said. Sign up', false],
  ['“Sign up', true],
  ['“Enough”, he said. Sign up', false],
  ['„Genug“, sagte er. Jetzt', false],
  ['« Abonnez', true],
  ['No quotes at all', false],
])('knows whether a quotation is open at the end of %s', (text, open) => {
  expect(isQuoted(`Before. ${text}`, 8, 8 + text.length)).toBe(open);
});
