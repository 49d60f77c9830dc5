import { mix } from '../parse/mix.js';
import { isWordToken, Token, type Tokens } from '../parse/tokens.js';

/** Words that a shingle has where nobody says otherwise: long enough that two texts share none by chance. */
export const SHINGLE_WORDS = 5;

const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** Tokens hold one hash for all numbers; here two numbers are two words. */
function numberHash(text: string, start: number, end: number): number {
  let hash = FNV_BASIS;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash;
}

/** Hash of every word of tokens `from .. to - 1`, case and punctuation left out. */
export function wordHashes(text: string, tokens: Tokens, from = 0, to = tokens.count): Int32Array {
  const out = new Int32Array(to - from);
  let count = 0;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i];
    if (!isWordToken(kind)) continue;
    out[count++] =
      kind === Token.Number
        ? numberHash(text, tokens.start[i], tokens.end[i])
        : tokens.hash[i] ^ Math.imul(tokens.check[i], FNV_PRIME);
  }
  return out.subarray(0, count);
}

/**
 * The set of a text's shingles (runs of `size` words, Broder 1997) as sorted 32-bit hashes, each once. A text of fewer
 * words is one shingle; one without words has none.
 */
export function shingleSet(words: Int32Array, size = SHINGLE_WORDS): Uint32Array {
  const count = words.length === 0 ? 0 : Math.max(1, words.length - size + 1);
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = FNV_BASIS;
    for (let k = i; k < Math.min(words.length, i + size); k++)
      hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ words[k], 0x9e3779b1);
    all[i] = mix(hash);
  }
  all.sort();
  let unique = 0;
  for (let i = 0; i < count; i++) if (i === 0 || all[i] !== all[i - 1]) all[unique++] = all[i];
  return all.subarray(0, unique);
}

/** Jaccard similarity of two sorted sets: what they share, of all that is in either. 1 for two empty ones. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  const union = a.length + b.length - shared;
  return union === 0 ? 1 : shared / union;
}

/** Share of a sorted set that stands in another one, 1 for an empty set. */
export function containment(part: Uint32Array, whole: Uint32Array): number {
  let shared = 0;
  let j = 0;
  for (const value of part) {
    while (j < whole.length && whole[j] < value) j++;
    if (whole[j] === value) shared++;
  }
  return part.length === 0 ? 1 : shared / part.length;
}
