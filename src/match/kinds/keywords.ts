import { unitsOf } from '../../parse/units.js';
import type { Page } from '../../types.js';

/** White space and letters from frequent to rare; whatever else is rarer. */
const FREQUENT = ' etaoinsrhldgucmpfywbvkxjqz';
/** Characters that are looked at together. */
const WINDOW = 4;
const COLUMN_BITS = 6;
const COLUMNS = 1 << COLUMN_BITS;
const WINDOW_MASK = (1 << (WINDOW * COLUMN_BITS)) - 1;
const SLOT_BITS = 16;
/** Mark of a unit with which a keyword of one or two characters begins. */
const TINY = 128;
/** Letters whose small form is another letter's, too. */
const TWINS = ['\u212a', '\u212b', '\u2126'];

interface Keyword {
  text: string;
  list: number;
  /** Characters of it behind the window when it is noticed. */
  behind: number;
}

function slotOf(window: number): number {
  return Math.imul(window, 0x9e3779b1) >>> (32 - SLOT_BITS);
}

function rarity(chars: string): number {
  let sum = 0;
  for (const char of chars) sum += FREQUENT.includes(char) ? FREQUENT.indexOf(char) : FREQUENT.length;
  return sum;
}

/** Where the rarest characters of a keyword begin, as many as go into a window. */
function rarestPart(text: string): number {
  let best = 0;
  for (let i = 1; i + WINDOW <= text.length; i++)
    if (rarity(text.slice(i, i + WINDOW)) > rarity(text.slice(best, best + WINDOW))) best = i;
  return best;
}

/**
 * Lists of keywords, looked for in one pass: a table says of every four characters whether they may be the rarest ones of
 * some keyword, and only then is the text compared.
 */
export class KeywordIndex {
  /** Column of each unit, capitals with their small letters; those no keyword has share column 0. */
  private readonly columns = new Uint8Array(0x10000);
  /** One bit a slot. */
  private readonly taken = new Int32Array(1 << (SLOT_BITS - 5));
  private readonly bySlot = new Map<number, Keyword[]>();
  private readonly tiny: Keyword[] = [];
  /** Paragraph in which a keyword of each list was last found. */
  private readonly seen: Int32Array;

  /** @param lists keywords in small letters. */
  constructor(lists: readonly (readonly string[])[]) {
    this.seen = new Int32Array(lists.length);
    lists.forEach((keywords, list) => {
      for (const text of keywords) this.add(text, list);
    });
  }

  private add(text: string, list: number): void {
    if (text.length < WINDOW - 1) {
      this.mark(text[0], TINY);
      this.tiny.push({ text, list, behind: text.length - 1 });
      return;
    }
    const from = rarestPart(text);
    const part = text.slice(from, from + WINDOW);
    const keyword = { text, list, behind: text.length - from - part.length };
    let window = 0;
    for (let i = 0; i < part.length; i++) {
      // Where there are more characters than columns some share one: the text is compared anyway.
      const column = 1 + (part.charCodeAt(i) % (COLUMNS - 1));
      this.mark(part[i], column);
      window = (window << COLUMN_BITS) | column;
    }
    // Before a keyword that is too short by one, anything may stand.
    const befores = part.length < WINDOW ? COLUMNS : 1;
    for (let before = 0; before < befores; before++)
      this.take(slotOf(window | (before << ((WINDOW - 1) * COLUMN_BITS))), keyword);
  }

  private take(slot: number, keyword: Keyword): void {
    this.taken[slot >> 5] |= 1 << (slot & 31);
    const known = this.bySlot.get(slot);
    if (known) known.push(keyword);
    else this.bySlot.set(slot, [keyword]);
  }

  private mark(char: string, bits: number): void {
    for (const form of [char, char.toUpperCase(), ...TWINS])
      if (form.length === 1 && form.toLowerCase() === char) this.columns[form.charCodeAt(0)] |= bits;
  }

  /** Calls `found` with each list and paragraph that has one of its keywords, once. */
  find({ text, children }: Page, found: (list: number, paragraph: number) => void): void {
    const { columns, taken, bySlot, tiny, seen } = this;
    const units = unitsOf(text);
    // A page with this letter, which grows in small letters, has always been read as it is written.
    const asWritten = text.includes('\u0130');
    seen.fill(-1);
    for (let p = 0; p < children.length; p++) {
      const { start, end } = children[p];
      let window = 0;
      for (let at = start; at < end; at++) {
        const column = columns[units[at]];
        window = ((window << COLUMN_BITS) | (column & (COLUMNS - 1))) & WINDOW_MASK;
        const slot = slotOf(window);
        if (((taken[slot >> 5] >> (slot & 31)) & 1) === 0 && column < TINY) continue;
        const keywords = column < TINY ? bySlot.get(slot)! : [...tiny, ...(bySlot.get(slot) ?? [])];
        for (const { text: keyword, list, behind } of keywords) {
          const from = at + 1 + behind - keyword.length;
          if (seen[list] === p || from < start || !standsAt(keyword, text, from, asWritten)) continue;
          seen[list] = p;
          found(list, p);
        }
      }
    }
  }
}

/** Whether a keyword stands at a place, in letters of any size. */
function standsAt(keyword: string, text: string, from: number, asWritten: boolean): boolean {
  if (asWritten) return text.startsWith(keyword, from);
  // Its ends first: what is in the middle is there already as a rule.
  return (
    mayBe(text.charCodeAt(from), keyword.charCodeAt(0)) &&
    mayBe(text.charCodeAt(from + keyword.length - 1), keyword.charCodeAt(keyword.length - 1)) &&
    text.slice(from, from + keyword.length).toLowerCase() === keyword
  );
}

function mayBe(unit: number, small: number): boolean {
  return unit === small || (unit | 32) === small || unit > 127;
}
