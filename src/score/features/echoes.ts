import type { Tokens } from '../../parse/tokens.js';
import type { Shared, Vocabulary } from './types.js';

const ECHO_REACH = 3;
/** Short words recur everywhere. */
const ECHO_LETTERS = 4;
/** Long paragraphs recur in themselves. */
const ECHO_WORDS = 40;

/** Share of a short paragraph's longer words that stand in another short paragraph near it. */
export function echoes(
  tokens: Tokens,
  { length, running }: Pick<Shared, 'length' | 'running'>,
  { id, size }: Vocabulary,
): Float32Array {
  const n = length.length;
  const own = new Float32Array(n);
  const short = (p: number) => length[p] >= 2 && length[p] <= ECHO_WORDS && !running[p];
  const words = new Uint16Array(n);
  const near = new Uint8Array(tokens.count);
  // Once down and once up the page: where each word stood last.
  for (const step of [1, -1]) {
    const last = new Int32Array(size).fill(-1e6);
    for (let k = 0; k < n; k++) {
      const p = step > 0 ? k : n - 1 - k;
      if (!short(p)) continue;
      for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) {
        if (id[i] < 0 || tokens.end[i] - tokens.start[i] < ECHO_LETTERS) continue;
        if (step > 0) words[p]++;
        if (last[id[i]] !== p && Math.abs(last[id[i]] - p) <= ECHO_REACH) near[i] = 1;
      }
      for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) if (id[i] >= 0) last[id[i]] = p;
    }
  }
  for (let p = 0; p < n; p++) {
    if (words[p] === 0) continue;
    let recur = 0;
    for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) recur += near[i];
    own[p] = recur / words[p];
  }
  return own;
}
