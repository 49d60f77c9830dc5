import { Token, type Tokens } from '../parse/tokens.js';
import type { Expression } from './expression.js';

/** The last word before token `end`, or -1 where none stands from `from` on. */
export function wordBefore({ kind }: Tokens, from: number, end: number): number {
  for (let i = end - 1; i >= from; i--) if (kind[i] < Token.Punctuation) return i;
  return -1;
}

/**
 * Reads an expression backwards from each of some tokens (one past its last): the tokens with which it can begin.
 * All ways are followed side by side; nothing is tried twice.
 * @param from first token of the paragraph.
 */
export function beginnings(
  expression: Expression,
  tokens: Tokens,
  from: number,
  ends: readonly number[],
): readonly number[] {
  switch (expression.type) {
    case 'sequence':
      return expression.parts.reduceRight((at, part) => beginnings(part, tokens, from, at), ends);
    case 'choice':
      return union(expression.parts.map((part) => beginnings(part, tokens, from, ends)));
    case 'optional':
      return union([ends, beginnings(expression.part, tokens, from, ends)]);
    case 'repeat':
      for (let known = ends; ; ) {
        const more = union([known, beginnings(expression.part, tokens, from, known)]);
        if (more.length === known.length) return known;
        known = more;
      }
    case 'literal':
      return wordsBefore(
        tokens,
        from,
        ends,
        (i) => tokens.hash[i] === expression.hash && tokens.check[i] === expression.check,
      );
    case 'class':
      return wordsBefore(tokens, from, ends, (i) => ((expression.mask >> tokens.category[i]) & 1) === 1);
  }
}

function wordsBefore(
  tokens: Tokens,
  from: number,
  ends: readonly number[],
  fits: (token: number) => boolean,
): number[] {
  const found: number[] = [];
  for (const end of ends) {
    const word = wordBefore(tokens, from, end);
    if (word >= 0 && fits(word)) found.push(word);
  }
  return found;
}

function union(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length <= 1 ? (filled[0] ?? []) : [...new Set(filled.flat())];
}
