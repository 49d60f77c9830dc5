import { ROLES } from '../roles.js';
import type { Markup, MarkupElement, Page } from '../types.js';
import { hashName, nameSlot } from './name-slots.js';
import { emptyScores, type PhraseScores, type PhraseTable, scoreSlots } from './phrase-table.js';

/** Ancestors that are read, the block itself included: what stands further out is the page's frame. */
const REACH = 12;
/** Tokens of one element that are read. */
const MOST_TOKENS = 16;
/** Slots of one block that are read. */
const MOST_SLOTS = (REACH + 2) * (MOST_TOKENS + 1);
/** Seeds that tell a block's own names, its parent's and those of any ancestor apart. */
const OWN = 0x3c6ef372;
const PARENT = 0x5be0cd19;
const ANY = 0x1f83d9ab;

/** What an element is called: its tag, and the tokens of its attributes. */
function namesOf({ tag, tokens }: MarkupElement): number[] {
  return [hashName(`<${tag}`), ...tokens.slice(0, MOST_TOKENS).map(hashName)];
}

/**
 * Slots of the names of the elements that a path leads through, from a block outwards: the block's own, its parent's, and those
 * of all around it. A name counts once, however many of them bear it.
 */
function pathSlots(path: readonly (readonly number[])[]): number[] {
  const out: number[] = [];
  const seen = new Set<number>();
  path.forEach((names, depth) => {
    for (const name of names) {
      if (depth === 0) out.push(nameSlot(OWN, name));
      if (depth === 1) out.push(nameSlot(PARENT, name));
      const any = nameSlot(ANY, name);
      if (!seen.has(any)) out.push(any);
      seen.add(any);
    }
  });
  return out.slice(0, MOST_SLOTS);
}

/** Numbers elements so that two have the same number if they, and all around them, are called the same: items of one list do. */
export function pathNumbers(elements: readonly MarkupElement[]): Int32Array {
  const ofTokens = new Map<readonly string[], number>();
  const ofPath = new Map<string, number>();
  const out = new Int32Array(elements.length);
  elements.forEach(({ tag, tokens, parent }, e) => {
    // Elements whose attributes say the same share their list of tokens.
    let names = tokens.length === 0 ? -1 : ofTokens.get(tokens);
    if (names === undefined) {
      names = ofTokens.size;
      ofTokens.set(tokens, names);
    }
    const key = `${parent < 0 ? -1 : out[parent]} ${names} ${tag}`;
    let number = ofPath.get(key);
    if (number === undefined) {
      number = ofPath.size;
      ofPath.set(key, number);
    }
    out[e] = number;
  });
  return out;
}

/** The slots of the names around each paragraph; paragraphs on the same path share one list. */
export function nameSlots({ children }: Pick<Page, 'children'>, { elements }: Markup): (readonly number[])[] {
  const numbers = pathNumbers(elements);
  const ofPath = new Map<number, readonly number[]>();
  const ofElement: number[][] = [];
  return children.map(({ block = -1 }) => {
    const number = block < 0 ? -1 : numbers[block];
    let slots = ofPath.get(number);
    if (!slots) {
      const path: number[][] = [];
      for (let at = block; at >= 0 && path.length < REACH; at = elements[at].parent) {
        ofElement[at] ??= namesOf(elements[at]);
        path.push(ofElement[at]);
      }
      slots = pathSlots(path);
      ofPath.set(number, slots);
    }
    return slots;
  });
}

/** Scores lists of slots, as a phrase table scores n-grams; the same list has the same score. */
export function scoreLists(lists: readonly (readonly number[])[], table: PhraseTable): PhraseScores {
  const out = emptyScores(lists.length);
  const count = ROLES.length;
  const done = new Map<readonly number[], number>();
  lists.forEach((slots, p) => {
    const twin = done.get(slots);
    if (twin === undefined) {
      done.set(slots, p);
      scoreSlots(table, Int32Array.from(slots), slots.length, out, p);
      return;
    }
    out.phrase[p] = out.phrase[twin];
    out.known[p] = out.known[twin];
    out.roles.copyWithin(p * count, twin * count, (twin + 1) * count);
  });
  return out;
}
