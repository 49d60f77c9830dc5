/** Classes of UTF-16 code units, the same for every stage. */
export const Char = {
  Other: 0,
  Space: 1,
  Digit: 2,
  Lower: 3,
  Upper: 4,
  /** A letter of a script without case that is written with spaces. */
  Letter: 5,
  /** A letter of a script written without spaces: each is a token of its own. */
  Ideograph: 6,
  /** A combining mark, a zero-width character or a soft hyphen: part of no token, and no separator. */
  Ignored: 7,
  Punctuation: 8,
  Symbol: 9,
} as const;

const BLOCK = 256;
/**
 * Of each unit its class, flags and folded form, as `Entry` says; 0 where nobody has asked yet: `charEntry` fills it in.
 * Loops take it into a variable of their own: a module's variable is looked up again for every character.
 */
export const charEntries = new Uint32Array(0x10000);

const SPACE = /[\s\u0085\u180e]/u;
const IDEOGRAPH =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const ZERO_WIDTH = /[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]|[\ufe00-\ufe0f]/u;

function classify(unit: string): number {
  if (ZERO_WIDTH.test(unit)) return Char.Ignored;
  if (SPACE.test(unit)) return Char.Space;
  if (/\p{Nd}/u.test(unit)) return Char.Digit;
  if (/\p{M}/u.test(unit)) return Char.Ignored;
  if (IDEOGRAPH.test(unit) && /\p{L}/u.test(unit)) return Char.Ideograph;
  if (/\p{Ll}/u.test(unit)) return Char.Lower;
  if (/[\p{Lu}\p{Lt}]/u.test(unit)) return Char.Upper;
  if (/\p{L}/u.test(unit)) return Char.Letter;
  if (/\p{P}/u.test(unit)) return Char.Punctuation;
  // Halves of a surrogate pair: emoji as a rule, sometimes rare ideographs; a symbol either way.
  return Char.Symbol;
}

// Curly quotes and dashes are written in many ways by many tools; folded, they compare equal.
const FOLDS: Record<string, string> = { '‘': "'", '’': "'", ʼ: "'", '“': '"', '”': '"', '–': '-', '—': '-' };

// A table of all 65,536 units would cost every start some 10 ms; a page touches a few blocks of it.
function fill(unit: number): number {
  const from = unit & ~(BLOCK - 1);
  for (let u = from; u < from + BLOCK; u++) {
    const char = String.fromCharCode(u);
    const lower = (FOLDS[char] ?? char).toLowerCase();
    const fold = lower.length === 1 ? lower.charCodeAt(0) : u;
    const cls = classify(char);
    charEntries[u] = (fold << Entry.FoldShift) | flagsOf(cls) | cls;
  }
  return charEntries[unit];
}

/** Parts of a unit's entry. Flags beside the class, so that a loop over the letters of a word counts without branches. */
export const Entry = { Class: 15, Upper: 16, Letter: 32, Word: 64, FoldShift: 8 } as const;

const UPPER_SHIFT = 4;
const LETTER_SHIFT = 5;

function flagsOf(cls: number): number {
  if (cls < Char.Digit || cls > Char.Letter) return 0;
  return Entry.Word | (cls === Char.Digit ? 0 : Entry.Letter) | (cls === Char.Upper ? Entry.Upper : 0);
}

/** The entry of a unit. */
export function charEntry(unit: number): number {
  return charEntries[unit] || fill(unit);
}

/** 1 where an entry is that of a capital, or of a letter; else 0. */
export const upperBit = (entry: number): number => (entry >> UPPER_SHIFT) & 1;
export const letterBit = (entry: number): number => (entry >> LETTER_SHIFT) & 1;

/** Class of one UTF-16 code unit. */
export function charClass(unit: number): number {
  return charEntry(unit) & Entry.Class;
}

/** Whether a class stands for a character of a word. */
export function isWordClass(cls: number): boolean {
  return cls >= Char.Digit && cls <= Char.Ideograph;
}

/** Whether a class leaves no mark on paper: white space and the zero-width characters. */
export function isBlankClass(cls: number): boolean {
  return cls === Char.Space || cls === Char.Ignored;
}
