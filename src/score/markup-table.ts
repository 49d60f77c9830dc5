import { ROLES } from '../roles.js';
import type { Markup } from '../types.js';
import { emptyScores, type PhraseScores, type PhraseTable, SLOTS, scoreSlots } from './phrase-table.js';

/** Ancestors that are read, the block itself included: what stands further out is the page's frame. */
const REACH = 12;
/** Tokens of one element that are read. */
const MOST_TOKENS = 16;
/** Seeds that tell a block's own names, its parent's and those of any ancestor apart. */
const OWN = 0x3c6ef372;
const PARENT = 0x5be0cd19;
const ANY = 0x1f83d9ab;

/** Most slots that `markupSlots` finds. */
const MOST_SLOTS = (REACH + 2) * (MOST_TOKENS + 1);

/** 32-bit FNV-1a over UTF-16 code units. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

function slotOf(seed: number, name: number): number {
  const h = Math.imul(seed ^ Math.imul(name, 0x85ebca6b), 0xc2b2ae35);
  return (Math.imul(h ^ (h >>> 15), 0x27d4eb2f) >>> 8) & (SLOTS - 1);
}

/**
 * Writes the slots of what an element and those around it are called (tags and tokens of their attributes) into a list:
 * the element's own names, its parent's, and those of all ancestors. A name counts once, however many ancestors bear it.
 */
export function markupSlots({ elements }: Markup, block: number): number[] {
  const out: number[] = [];
  const seen = new Set<number>();
  let at = block;
  for (let depth = 0; at >= 0 && depth < REACH; depth++, at = elements[at].parent) {
    const { tag, tokens } = elements[at];
    const most = Math.min(tokens.length, MOST_TOKENS);
    for (let t = -1; t < most; t++) {
      const name = hashName(t < 0 ? `<${tag}` : tokens[t]);
      if (depth === 0) out.push(slotOf(OWN, name));
      if (depth === 1) out.push(slotOf(PARENT, name));
      const any = slotOf(ANY, name);
      if (!seen.has(any)) out.push(any);
      seen.add(any);
      if (out.length >= MOST_SLOTS) return out;
    }
  }
  return out;
}

/**
 * Scores every paragraph by the names of its block and of those around it, as a phrase table scores n-grams; paragraphs of one
 * block share their score.
 */
export function scoreMarkup(
  markup: Markup,
  blocks: readonly (number | undefined)[],
  table: PhraseTable,
): PhraseScores {
  const count = ROLES.length;
  const out = emptyScores(blocks.length);
  const done = new Map<number, number>();
  for (let p = 0; p < blocks.length; p++) {
    const block = blocks[p] ?? -1;
    const twin = done.get(block);
    if (twin === undefined) {
      done.set(block, p);
      const slots = Int32Array.from(markupSlots(markup, block));
      scoreSlots(table, slots, slots.length, out, p);
      continue;
    }
    out.phrase[p] = out.phrase[twin];
    out.known[p] = out.known[twin];
    out.roles.copyWithin(p * count, twin * count, (twin + 1) * count);
  }
  return out;
}
