import { mix } from '../parse/mix.js';
import { isWordToken, type Tokens, tokeniseText } from '../parse/tokens.js';

/** Lines of so many words are held for near ones. */
const WORDS = { least: 6, most: 80 };
/** Least hashes of pairs of words, taken by twos: lines that share three quarters of their pairs agree in most bands. */
const BANDS = 3;
const ROWS = 2;

/** Keys of a line's MinHash bands (Broder 1997), 16 hex digits each; none for a line too short or too long. */
export function nearKeys(tokens: Tokens, from: number, to: number): string[] {
  const words: number[] = [];
  for (let i = from; i < to; i++) if (isWordToken(tokens.kind[i])) words.push(tokens.hash[i]);
  if (words.length < WORDS.least || words.length > WORDS.most) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (let i = 0; i + 1 < words.length; i++) {
    const pair = Math.imul(words[i], 31) ^ words[i + 1];
    for (let k = 0; k < least.length; k++)
      least[k] = Math.min(least[k], mix(pair ^ Math.imul(k + 1, 0x9e3779b1)));
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = Array.from(least.subarray(band * ROWS, (band + 1) * ROWS));
    const high = rows.reduce((h, v) => mix(h ^ v), band + 1);
    const low = rows.reduce((h, v) => mix(Math.imul(h, 31) + v), band + 1);
    return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
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
  return parts.join(' ');
}
