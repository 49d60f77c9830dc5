import type { Page } from '../types.js';
import { Char, charClass, charEntries, charEntry, Entry, isWordClass, letterBit, upperBit } from './chars.js';
import { unitsOf } from './units.js';

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

/** A finer sort of token, for shapes: its kind, or one of these. */
export const Category = {
  ...Token,
  /** One capital letter. */
  Initial: 7,
  /** Digits with letters: `38k`, `2nd`. */
  Alphanumeric: 8,
  Currency: 9,
} as const;

/** All tokens of a page in parallel arrays; those of paragraph p are `first[p] .. first[p + 1] - 1`. */
export interface Tokens {
  count: number;
  kind: Uint8Array;
  category: Uint8Array;
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

/** Tokens come in here, page after page; what leaves is a copy of just their size. */
const scratch = {
  kind: new Uint8Array(1024),
  category: new Uint8Array(1024),
  start: new Uint32Array(1024),
  end: new Uint32Array(1024),
  hash: new Int32Array(1024),
  check: new Int32Array(1024),
};

/** Makes room for so many tokens; those that have come in stay. */
function reserve(size: number): void {
  if (scratch.kind.length >= size) return;
  const room = Math.max(size, scratch.kind.length * 2);
  for (const [name, array] of Object.entries(scratch)) {
    const larger = new (array.constructor as new (length: number) => typeof array)(room);
    larger.set(array);
    Object.assign(scratch, { [name]: larger });
  }
}

const ZERO = 48;
const NINE = 57;
const DOLLAR = 36;

function isApostropheIn(entry: number, units: Uint16Array, at: number, end: number): boolean {
  return entry >>> Entry.FoldShift === APOSTROPHE && at + 1 < end && isWordClass(charClass(units[at + 1]));
}

function markKind(cls: number): number {
  if (cls === Char.Ideograph) return Token.Ideograph;
  return cls === Char.Punctuation ? Token.Punctuation : Token.Symbol;
}

function symbolCategory(unit: number): number {
  if (unit < 128) return unit === DOLLAR ? Category.Currency : Token.Symbol;
  return /\p{Sc}/u.test(String.fromCharCode(unit)) ? Category.Currency : Token.Symbol;
}

function wordKind(upper: number, letters: number, firstClass: number): number {
  if (letters === 0) return Token.Number;
  if (upper > 1 && upper === letters) return Token.Upper;
  return firstClass === Char.Upper ? Token.Capitalised : Token.Word;
}

/** Puts the tokens of units `at .. end - 1` into the scratch arrays from `count` on; returns how many there are then. */
function scan(units: Uint16Array, at: number, end: number, count: number): number {
  const { kind, category, start, end: ends, hash: hashes, check: checks } = scratch;
  const entries = charEntries;
  while (at < end) {
    const unit = units[at];
    let entry = entries[unit] || charEntry(unit);
    const firstClass = entry & Entry.Class;
    if (firstClass === Char.Space || firstClass === Char.Ignored) {
      at++;
      continue;
    }
    start[count] = at;
    if (firstClass >= Char.Ideograph) {
      const one = markKind(firstClass);
      const folded = entry >>> Entry.FoldShift;
      kind[count] = one;
      category[count] = one === Token.Symbol ? symbolCategory(unit) : one;
      hashes[count] = one === Token.Ideograph ? Math.imul(FNV_BASIS ^ folded, FNV_PRIME) : folded;
      checks[count] = folded;
      ends[count++] = ++at;
      continue;
    }
    let hash = FNV_BASIS;
    let check = 5381;
    let upper = 0;
    let letters = 0;
    let last = at;
    for (;;) {
      if ((entry & Entry.Word) !== 0 || (letters > 0 && isApostropheIn(entry, units, at, end))) {
        upper += upperBit(entry);
        letters += letterBit(entry);
        const folded = entry >>> Entry.FoldShift;
        hash = Math.imul(hash ^ folded, FNV_PRIME);
        check = Math.imul(check, 33) ^ folded;
        last = at + 1;
      } else if ((entry & Entry.Class) !== Char.Ignored) break;
      if (++at >= end) break;
      entry = entries[units[at]] || charEntry(units[at]);
    }
    const word = wordKind(upper, letters, firstClass);
    kind[count] = word;
    if (word === Token.Number) {
      category[count] = word;
      hash = NUMBER_HASH;
      check = NUMBER_CHECK;
    } else if (unit >= ZERO && unit <= NINE) category[count] = Category.Alphanumeric;
    else category[count] = word === Token.Capitalised && last - start[count] === 1 ? Category.Initial : word;
    hashes[count] = hash;
    checks[count] = check;
    ends[count++] = last;
  }
  return count;
}

/** Tokens of every paragraph of a page. */
export function tokenise(page: Page): Tokens {
  const { text, children } = page;
  const units = unitsOf(text);
  const first = new Uint32Array(children.length + 1);
  let count = 0;
  for (let p = 0; p < children.length; p++) {
    first[p] = count;
    // A paragraph has no more tokens than code units.
    reserve(count + children[p].end - children[p].start);
    count = scan(units, children[p].start, children[p].end, count);
  }
  first[children.length] = count;
  return {
    count,
    kind: scratch.kind.slice(0, count),
    category: scratch.category.slice(0, count),
    start: scratch.start.slice(0, count),
    end: scratch.end.slice(0, count),
    hash: scratch.hash.slice(0, count),
    check: scratch.check.slice(0, count),
    first,
  };
}

/** Whether a token is a word, a number or an ideograph. */
export function isWordToken(kind: number): boolean {
  return kind <= Token.Ideograph;
}

/** Calls `each` with every token of a short text: thousands of words of rules pass here, so nothing is allocated. */
export function eachToken(text: string, each: (kind: number, hash: number, check: number) => void): void {
  reserve(text.length);
  const count = scan(unitsOf(text), 0, text.length, 0);
  for (let i = 0; i < count; i++) each(scratch.kind[i], scratch.hash[i], scratch.check[i]);
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
