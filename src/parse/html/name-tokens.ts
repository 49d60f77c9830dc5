import { Char, charClass } from '../chars.js';
import type { Attributes } from './attributes.js';

/** A name has no more words than this that are looked at, and none longer. */
const MOST_TOKENS = 40;
const LONGEST_TOKEN = 40;
/** Names longer than this are data, not names. */
const LONGEST_NAMES = 600;

const NONE: readonly string[] = [];

/** Whether a new word begins at a character: after a hump, a digit or a mark. */
function beginsWord(before: number, cls: number, after: number): boolean {
  if (cls === Char.Upper) return before !== Char.Upper || after === Char.Lower;
  return !isLetter(before);
}

function isLetter(cls: number): boolean {
  return cls === Char.Lower || cls === Char.Upper || cls === Char.Letter || cls === Char.Ideograph;
}

function addWords(name: string, tokens: Set<string>): void {
  const classAt = (at: number) => (at < name.length ? charClass(name.charCodeAt(at)) : Char.Punctuation);
  let start = -1;
  let before: number = Char.Punctuation;
  let cls = classAt(0);
  for (let at = 0; at <= name.length; at++) {
    const after = classAt(at + 1);
    const begins = isLetter(cls) && beginsWord(before, cls, after);
    if (start >= 0 && (begins || !isLetter(cls))) {
      if (at - start > 1 && at - start <= LONGEST_TOKEN) tokens.add(name.slice(start, at).toLowerCase());
      start = -1;
    }
    if (begins) start = at;
    before = cls;
    cls = after;
  }
}

function split(names: string): string[] {
  const tokens = new Set<string>();
  for (const name of names.slice(0, LONGEST_NAMES).split(/[ \t\n\f\r]+/)) {
    if (name === '' || name.length > LONGEST_TOKEN * 2) continue;
    if (name.length <= LONGEST_TOKEN) tokens.add(name.toLowerCase());
    addWords(name, tokens);
    if (tokens.size >= MOST_TOKENS) break;
  }
  return [...tokens].slice(0, MOST_TOKENS);
}

/** Makes a function that gives the words of an element's names: whole, and cut at hyphens, digits and humps, in small letters. */
export function createNameTokens(): (attributes: Attributes) => readonly string[] {
  const seen = new Map<string, readonly string[]>();
  return ({ class: classes, id, role, itemprop, 'data-testid': testId }) => {
    if ((classes ?? id ?? role ?? itemprop ?? testId) === undefined) return NONE;
    const names = `${classes ?? ''} ${id ?? ''} ${role ?? ''} ${itemprop ?? ''} ${testId ?? ''}`;
    const known = seen.get(names);
    if (known) return known;
    const tokens = split(names);
    seen.set(names, tokens);
    return tokens;
  };
}
