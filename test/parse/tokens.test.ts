import { describe, expect, it } from 'vitest';
import { Token, tokeniseText } from '../../src/parse/tokens.js';

const tokens = (text: string) => {
  const { count, kind, start, end } = tokeniseText(text);
  return Array.from({ length: count }, (_, i) => [text.slice(start[i], end[i]), kind[i]]);
};

describe('tokenise', () => {
  it('tells words, names, capitals, numbers and marks apart', () => {
    expect(tokens('He saw Rome, NATO 12%')).toEqual([
      ['He', Token.Capitalised],
      ['saw', Token.Word],
      ['Rome', Token.Capitalised],
      [',', Token.Punctuation],
      ['NATO', Token.Upper],
      ['12', Token.Number],
      ['%', Token.Punctuation],
    ]);
  });

  it('keeps an apostrophe inside a word, straight or curly, and gives both one hash', () => {
    const straight = tokeniseText("don't");
    const curly = tokeniseText('don’t');
    expect([straight.count, curly.count]).toEqual([1, 1]);
    expect(straight.hash[0]).toBe(curly.hash[0]);
  });

  it('gives a word the same hash in any case, and with zero-width characters in it', () => {
    const hashes = ['Sign', 'SIGN', 'sign', 'si\u200bgn', 'si\u00adgn'].map(
      (word) => tokeniseText(word).hash[0],
    );
    expect(new Set(hashes).size).toBe(1);
  });

  it('makes each character of a script without spaces a token', () => {
    expect(tokens('東京で').map(([, kind]) => kind)).toEqual([
      Token.Ideograph,
      Token.Ideograph,
      Token.Ideograph,
    ]);
  });

  it('gives all numbers one hash', () => {
    expect(tokeniseText('7').hash[0]).toBe(tokeniseText('2,026').hash[0]);
  });
});
