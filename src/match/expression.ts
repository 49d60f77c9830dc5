import { Category, eachToken, Token } from '../parse/tokens.js';

/** Categories of tokens as bits, in their order. */
export const Class = {
  Word: 1 << Category.Word,
  Capitalised: 1 << Category.Capitalised,
  Upper: 1 << Category.Upper,
  Number: 1 << Category.Number,
  Ideograph: 1 << Category.Ideograph,
  Punctuation: 1 << Category.Punctuation,
  Symbol: 1 << Category.Symbol,
  Initial: 1 << Category.Initial,
  Alphanumeric: 1 << Category.Alphanumeric,
  Currency: 1 << Category.Currency,
} as const;

/** Bits of all classes. */
export const ANY_TOKEN = 1023;

/** A regular expression over tokens: what phrases and shapes are read into. */
export type Expression =
  | { type: 'class'; mask: number }
  | { type: 'literal'; hash: number; check: number }
  | { type: 'sequence' | 'choice'; parts: Expression[] }
  | { type: 'optional' | 'repeat'; part: Expression };

export const oneOf = (mask: number): Expression => ({ type: 'class', mask });
export const sequence = (...parts: Expression[]): Expression => ({ type: 'sequence', parts });
export const choice = (...parts: Expression[]): Expression => ({ type: 'choice', parts });
export const optional = (part: Expression): Expression => ({ type: 'optional', part });
/** None or more. */
export const repeat = (part: Expression): Expression => ({ type: 'repeat', part });

/** The tokens of a text, one after the other; punctuation only where it is `marked`. */
export function literals(text: string, marks: boolean): Expression[] {
  const parts: Expression[] = [];
  eachToken(text, (kind, hash, check) => {
    if (marks || kind < Token.Punctuation) parts.push({ type: 'literal', hash, check });
  });
  return parts;
}

/** Most tokens that an expression can match; infinite where it repeats. */
export function longest(expression: Expression): number {
  switch (expression.type) {
    case 'sequence':
      return expression.parts.reduce((sum, part) => sum + longest(part), 0);
    case 'choice':
      return Math.max(0, ...expression.parts.map(longest));
    case 'optional':
      return longest(expression.part);
    case 'repeat':
      return Number.POSITIVE_INFINITY;
    default:
      return 1;
  }
}

/** Fewest tokens that an expression can match. */
export function shortest(expression: Expression): number {
  switch (expression.type) {
    case 'sequence':
      return expression.parts.reduce((sum, part) => sum + shortest(part), 0);
    case 'choice':
      return expression.parts.length === 0 ? 0 : Math.min(...expression.parts.map(shortest));
    case 'optional':
    case 'repeat':
      return 0;
    default:
      return 1;
  }
}
