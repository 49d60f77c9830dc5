import type { Page } from '../types.js';
import { Char, charClass, foldChar, isWordClass } from './chars.js';

/** What a token is. */
export const Token = {
  /** A word in small letters, or of a script without case. */
  Word: 0,
  /** A word with a capital first letter. */
  Capitalised: 1,
  /** A word of two or more letters, all capitals. */
  Upper: 2,
  Number: 3,
  /** One character of a script written without spaces. */
  Ideograph: 4,
  Punctuation: 5,
  Symbol: 6,
} as const;

/** All tokens of a page in parallel arrays; those of paragraph p are `first[p] .. first[p + 1] - 1`. */
export interface Tokens {
  count: number;
  kind: Uint8Array;
  start: Uint32Array;
  end: Uint32Array;
  /** 32-bit hash of the folded token; every number has one and the same. Punctuation: its code unit. */
  hash: Int32Array;
  /** A second, independent 32-bit hash: both together name a word. */
  check: Int32Array;
  first: Uint32Array;
}

const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const APOSTROPHE = 39;
const HASH_SIGN = 35;

/** Hash of every number: phrases write it `#`. */
export const NUMBER_HASH = Math.imul(FNV_BASIS ^ HASH_SIGN, FNV_PRIME);
export const NUMBER_CHECK = Math.imul(5381, 33) ^ HASH_SIGN;

function isApostropheIn(text: string, at: number, end: number): boolean {
  return (
    foldChar(text.charCodeAt(at)) === APOSTROPHE &&
    at + 1 < end &&
    isWordClass(charClass(text.charCodeAt(at + 1)))
  );
}

/** Grows parallel arrays as tokens come in. */
class TokenBuffer {
  count = 0;
  kind: Uint8Array;
  start: Uint32Array;
  end: Uint32Array;
  hash: Int32Array;
  check: Int32Array;

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
    this.hash = new Int32Array(capacity);
    this.check = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number, hash: number, check: number): void {
    const i = this.count++;
    if (i === this.kind.length) this.grow();
    this.kind[i] = kind;
    this.start[i] = start;
    this.end[i] = end;
    this.hash[i] = hash;
    this.check[i] = check;
  }

  private grow(): void {
    const size = this.kind.length * 2;
    const grown = new TokenBuffer(size);
    grown.kind.set(this.kind);
    grown.start.set(this.start);
    grown.end.set(this.end);
    grown.hash.set(this.hash);
    grown.check.set(this.check);
    Object.assign(this, {
      kind: grown.kind,
      start: grown.start,
      end: grown.end,
      hash: grown.hash,
      check: grown.check,
    });
  }
}

function wordKind(upper: number, letters: number, firstClass: number): number {
  if (letters === 0) return Token.Number;
  if (upper > 1 && upper === letters) return Token.Upper;
  return firstClass === Char.Upper ? Token.Capitalised : Token.Word;
}

/** Tokens of `text.slice(start, end)`, appended to the buffer. */
function scan(text: string, start: number, end: number, out: TokenBuffer): void {
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    const cls = charClass(unit);
    if (cls === Char.Space || cls === Char.Ignored) {
      at++;
      continue;
    }
    if (cls === Char.Ideograph || !isWordClass(cls)) {
      const kind =
        cls === Char.Ideograph
          ? Token.Ideograph
          : cls === Char.Punctuation
            ? Token.Punctuation
            : Token.Symbol;
      const folded = foldChar(unit);
      out.push(
        kind,
        at,
        at + 1,
        kind === Token.Ideograph ? Math.imul(FNV_BASIS ^ folded, FNV_PRIME) : folded,
        folded,
      );
      at++;
      continue;
    }
    const first = at;
    let hash = FNV_BASIS;
    let check = 5381;
    let upper = 0;
    let letters = 0;
    let last = at;
    while (at < end) {
      const u = text.charCodeAt(at);
      const c = charClass(u);
      if (c === Char.Ignored) {
        at++;
        continue;
      }
      if (c === Char.Ideograph || (!isWordClass(c) && !(isApostropheIn(text, at, end) && letters > 0))) break;
      if (c === Char.Upper) upper++;
      if (c !== Char.Digit && isWordClass(c)) letters++;
      const f = foldChar(u);
      hash = Math.imul(hash ^ f, FNV_PRIME);
      check = Math.imul(check, 33) ^ f;
      last = ++at;
    }
    const kind = wordKind(upper, letters, cls);
    if (kind === Token.Number) out.push(kind, first, last, NUMBER_HASH, NUMBER_CHECK);
    else out.push(kind, first, last, hash, check);
  }
}

/** Tokens of every paragraph of a page. */
export function tokenise(page: Page): Tokens {
  const out = new TokenBuffer(Math.max(64, page.text.length >> 2));
  const first = new Uint32Array(page.children.length + 1);
  for (let p = 0; p < page.children.length; p++) {
    first[p] = out.count;
    scan(page.text, page.children[p].start, page.children[p].end, out);
  }
  first[page.children.length] = out.count;
  const { count, kind, start, end, hash, check } = out;
  return { count, kind, start, end, hash, check, first };
}

/** Whether a token is a word, a number or an ideograph. */
export function isWordToken(kind: number): boolean {
  return kind <= Token.Ideograph;
}

const scratch = new TokenBuffer(64);

/** Calls `each` with every token of a short text: thousands of words of rules pass here at each start, so nothing is allocated. */
export function eachToken(text: string, each: (kind: number, hash: number, check: number) => void): void {
  scratch.count = 0;
  scan(text, 0, text.length, scratch);
  for (let i = 0; i < scratch.count; i++) each(scratch.kind[i], scratch.hash[i], scratch.check[i]);
}

/** Tokens of a text alone: a phrase of a rule, for one. */
export function tokeniseText(text: string): Tokens {
  const end = text.length;
  return tokenise({
    type: 'page',
    text,
    children: [
      {
        type: 'paragraph',
        index: 0,
        line: 1,
        start: 0,
        end,
        blankBefore: 0,
        indent: 0,
        bullet: 'none',
        lines: 1,
      },
    ],
  });
}
