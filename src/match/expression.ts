import { eachToken, Token, type Tokens } from '../parse/tokens.js';

/** Base classes of tokens, as bits. */
export const Class = {
  Word: 1,
  Capitalised: 2,
  Upper: 4,
  Number: 8,
  Ideograph: 16,
  Punctuation: 32,
  Symbol: 64,
  /** One capital letter. */
  Initial: 128,
  /** Digits with letters: `38k`, `2nd`. */
  Alphanumeric: 256,
  Currency: 512,
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

const KIND_CLASS = [
  Class.Word,
  Class.Capitalised,
  Class.Upper,
  Class.Number,
  Class.Ideograph,
  Class.Punctuation,
  Class.Symbol,
];

/** Base class of a token. */
export function tokenClass(text: string, tokens: Tokens, i: number): number {
  const kind = tokens.kind[i];
  const unit = text.charCodeAt(tokens.start[i]);
  if (kind === Token.Symbol) return /\p{Sc}/u.test(text[tokens.start[i]]) ? Class.Currency : Class.Symbol;
  if (kind <= Token.Upper && unit >= 48 && unit <= 57) return Class.Alphanumeric;
  if (kind === Token.Capitalised && tokens.end[i] - tokens.start[i] === 1) return Class.Initial;
  return KIND_CLASS[kind];
}
