import { bandNumber } from '../fingerprint/bands.js';
import { minHash } from '../fingerprint/minhash.js';
import { shingleSet } from '../fingerprint/shingles.js';
import { isWordToken, type Tokens, tokeniseText } from '../parse/tokens.js';
import { whole } from './templates.js';

/** Lines of so many words are held for near ones. */
const WORDS = { least: 6, most: 80 };
/** Lines are sets of pairs of words: a slot between two words costs two of them, where it would cost more of longer shingles. */
const SHINGLE = 2;
/** Of a signature of six values three bands: lines that share three quarters of their pairs agree in one with a chance of .92. */
const BANDS = 3;
const ROWS = 2;

/** Keys of a line's MinHash bands, 16 hex digits each, numbers alike; none for a line too short or too long. */
export function nearKeys(tokens: Tokens, from: number, to: number): string[] {
  const words = tokens.hash.slice(from, to).filter((_, i) => isWordToken(tokens.kind[from + i]));
  if (words.length < WORDS.least || words.length > WORDS.most) return [];
  const signature = minHash(shingleSet(Int32Array.from(words), SHINGLE), BANDS * ROWS);
  return Array.from({ length: BANDS }, (_, band) => {
    const number = bandNumber(signature, band * ROWS, ROWS);
    return `${band}${number.toString(16).padStart(15, '0')}`;
  });
}

/** Longest common subsequence of two short lists, as pairs of places. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** A slot holds so many tokens at most: that of `<few>`. */
const MOST_IN_SLOT = 8;

/** The shape that two near lines share: what differs is a slot. Undefined where less than half of the longer one stays. */
export function sharedShape(one: string, other: string): string | undefined {
  const [a, b] = [one, other].map((text) => {
    const { count, start, end } = tokeniseText(text);
    return Array.from({ length: count }, (_, i) => text.slice(start[i], end[i]).toLowerCase());
  });
  const pairs = common(a, b);
  if (pairs.length * 2 < Math.max(a.length, b.length) || pairs.length === a.length) return undefined;
  const parts: string[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...pairs, [a.length, b.length]]) {
    const gap = [x - i, y - j];
    if (Math.max(...gap) > MOST_IN_SLOT) return undefined;
    if (Math.max(...gap) > 0) parts.push(Math.min(...gap) === 0 ? '<few>?' : '<few>');
    if (x < a.length) {
      if (/[<>…]|\.\.\.|\?$/.test(a[x])) return undefined;
      parts.push(/^\d+$/.test(a[x]) ? '<number>' : a[x]);
    }
    [i, j] = [x + 1, y + 1];
  }
  return whole(parts.join(' '));
}
