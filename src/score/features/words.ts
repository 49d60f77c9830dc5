import { Token, type Tokens } from '../../parse/tokens.js';
import type { Stretch, Vocabulary } from './types.js';

/** A word in this share of the running paragraphs is one of the language's small words, whatever the language. */
const COMMON_SHARE = 0.2;
const COMMON_LEAST = 3;

// One table for all pages: its slots carry the number of the page that filled them, so that nothing is cleared.
let keys = new Int32Array(1 << 12);
let values = new Int32Array(1 << 12);
let stamps = new Int32Array(1 << 12);
let stamp = 0;

function reserve(words: number): void {
  stamp++;
  if (keys.length >= words * 2 && stamp < 0x7fffffff) return;
  let size = keys.length;
  while (size < words * 2) size *= 2;
  keys = new Int32Array(size);
  values = new Int32Array(size);
  stamps = new Int32Array(size);
  stamp = 1;
}

/** Number of a word in this page, `next` where it is new. */
function numberOf(hash: number, next: number): number {
  const mask = keys.length - 1;
  let slot = Math.imul(hash, 0x9e3779b1) >>> 7;
  for (slot &= mask; stamps[slot] === stamp; slot = (slot + 1) & mask)
    if (keys[slot] === hash) return values[slot];
  keys[slot] = hash;
  values[slot] = next;
  stamps[slot] = stamp;
  return next;
}

/** Numbers the words of a page and counts the paragraphs that have each. */
export function numberWords(tokens: Tokens, running: Uint8Array, block: Stretch): Vocabulary {
  const { kind, hash, first, count } = tokens;
  reserve(count + 1);
  const id = new Int32Array(count).fill(-1);
  let size = 0;
  for (let i = 0; i < count; i++) {
    if (kind[i] === Token.Number || kind[i] >= Token.Punctuation) continue;
    // One ideograph says little: it goes with the one before it.
    const pair = kind[i] === Token.Ideograph && i > 0 && kind[i - 1] === Token.Ideograph;
    id[i] = numberOf(pair ? Math.imul(hash[i - 1], 31) ^ hash[i] : hash[i], size);
    if (id[i] === size) size++;
  }
  const out: Vocabulary = {
    size,
    id,
    paragraphs: new Uint16Array(size),
    running: new Uint16Array(size),
    inBlock: new Uint16Array(size),
    common: 0,
  };
  const last = new Int32Array(size).fill(-1);
  let text = 0;
  for (let p = 0; p < running.length; p++) {
    text += running[p];
    const inBlock = p >= block.from && p <= block.to ? 1 : 0;
    for (let i = first[p]; i < first[p + 1]; i++) {
      const word = id[i];
      // Each paragraph counts a word once.
      if (word < 0 || last[word] === p) continue;
      last[word] = p;
      if (out.paragraphs[word] < 0xffff) out.paragraphs[word]++;
      if (running[p] && out.running[word] < 0xffff) out.running[word]++;
      if (inBlock && out.inBlock[word] < 0xffff) out.inBlock[word]++;
    }
  }
  out.common = Math.max(COMMON_LEAST, text * COMMON_SHARE);
  return out;
}
