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
const classes = new Uint8Array(0x10000);
const folded = new Uint16Array(0x10000);
const ready = new Uint8Array(BLOCK);

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
function fill(block: number): void {
  ready[block] = 1;
  for (let unit = block * BLOCK; unit < (block + 1) * BLOCK; unit++) {
    const char = String.fromCharCode(unit);
    classes[unit] = classify(char);
    const lower = (FOLDS[char] ?? char).toLowerCase();
    folded[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
  }
}

/** Class of one UTF-16 code unit. */
export function charClass(unit: number): number {
  if (ready[unit >> 8] === 0) fill(unit >> 8);
  return classes[unit];
}

/** The unit in lower case, with quotes and dashes folded to their ASCII forms. */
export function foldChar(unit: number): number {
  if (ready[unit >> 8] === 0) fill(unit >> 8);
  return folded[unit];
}

/** Whether a class stands for a character of a word. */
export function isWordClass(cls: number): boolean {
  return cls >= Char.Digit && cls <= Char.Ideograph;
}

/** Whether a class leaves no mark on paper: white space and the zero-width characters. */
export function isBlankClass(cls: number): boolean {
  return cls === Char.Space || cls === Char.Ignored;
}
