import { fingerprint } from '../../match/kinds/fingerprint.js';
import { Token, type Tokens } from '../../parse/tokens.js';
import type { FeatureGroup, Shared } from './types.js';

const NEAR = 6;

/** What recurs: the paragraph itself, and the shapes around it, as in teaser lists and comment threads. */
export const repetition: FeatureGroup = {
  features: [
    { name: 'copies', why: 'stands several times in the page' },
    { name: 'is-copy', why: 'stood before in the page' },
    { name: 'run-length', why: 'stands in a run of like-shaped paragraphs' },
    { name: 'run-place', why: 'stands deep in a run of like-shaped paragraphs' },
    { name: 'period-1', why: 'the paragraphs around it look alike' },
    { name: 'period-2', why: 'every second paragraph around it looks alike' },
    { name: 'period-3', why: 'every third paragraph around it looks alike' },
    { name: 'period-4', why: 'every fourth paragraph around it looks alike' },
    { name: 'period-5', why: 'every fifth paragraph around it looks alike' },
    { name: 'copies-around', why: 'paragraphs around it recur in the page' },
    { name: 'short-around', why: 'most paragraphs around it are short' },
    { name: 'open-around-6', why: 'the paragraphs around it do not end like sentences' },
    { name: 'open-around-15', why: 'no sentences far around it' },
    { name: 'open-run', why: 'stands in a long run of lines that are no sentences' },
    { name: 'echo', why: 'its words recur in the lines next to it, as in teasers' },
    { name: 'echo-around', why: 'the lines around it echo each other, as teasers do' },
  ],
  fill({ page, tokens, words }, c, shared) {
    const n = page.children.length;
    const seen = new Map<number, number[]>();
    for (let p = 0; p < n; p++) {
      const [a, b] = fingerprint(tokens, tokens.first[p], tokens.first[p + 1]);
      const key = a * 2097152 + (b & 2097151);
      const places = seen.get(key);
      if (places) places.push(p);
      else seen.set(key, [p]);
    }
    for (const places of seen.values())
      if (places.length > 1)
        places.forEach((p, k) => {
          c[0][p] = Math.min(8, places.length);
          c[1][p] = k > 0 ? 1 : 0;
        });
    for (let p = 0; p < n; ) {
      let to = p + 1;
      while (to < n && shared.shape[to] === shared.shape[p]) to++;
      for (let k = p; k < to; k++) {
        c[2][k] = Math.min(30, to - p);
        c[3][k] = Math.min(30, k - p);
      }
      p = to;
    }
    for (let p = 0; p < n; p++) {
      for (let period = 1; period <= 5; period++) {
        let like = 0;
        for (let k = 1; k <= 3; k++) {
          if (p - k * period >= 0 && shared.shape[p - k * period] === shared.shape[p]) like++;
          if (p + k * period < n && shared.shape[p + k * period] === shared.shape[p]) like++;
        }
        c[3 + period][p] = like;
      }
      let copies = 0;
      let short = 0;
      let around = 0;
      for (let k = Math.max(0, p - NEAR); k <= Math.min(n - 1, p + NEAR); k++) {
        if (k === p) continue;
        around++;
        if (c[0][k] > 0) copies++;
        if (words[k] <= 5) short++;
      }
      c[9][p] = copies / Math.max(1, around);
      c[10][p] = short / Math.max(1, around);
    }
    openness(shared, c[11], c[12], c[13]);
    echoes(tokens, words, shared, c[14], c[15]);
  },
};

/** How many paragraphs around do not end like sentences: in windows, and in an unbroken run that forgives one sentence. */
function openness({ terminal }: Shared, near: Float32Array, far: Float32Array, run: Float32Array): void {
  const n = terminal.length;
  const open = new Float32Array(n + 1);
  for (let p = 0; p < n; p++) open[p + 1] = open[p] + (1 - terminal[p]);
  const share = (p: number, reach: number) => {
    const from = Math.max(0, p - reach);
    const to = Math.min(n, p + reach + 1);
    return (open[to] - open[from]) / (to - from);
  };
  for (let p = 0; p < n; p++) {
    near[p] = share(p, 6);
    far[p] = share(p, 15);
  }
  for (let p = 0; p < n; ) {
    let to = p + 1;
    while (to < n && (!terminal[to] || (to + 1 < n && !terminal[to + 1] && !terminal[to - 1]))) to++;
    for (let k = p; k < to; k++) run[k] = Math.log2(to - p);
    p = to;
  }
}

const ECHO_REACH = 3;
/** Short words recur everywhere. */
const ECHO_LETTERS = 4;
/** Long paragraphs recur in themselves. */
const ECHO_WORDS = 40;

/** Share of a short paragraph's longer words that stand in a short paragraph next to it, copies of it left out. */
function echoes(
  tokens: Tokens,
  words: Uint32Array,
  shared: Shared,
  own: Float32Array,
  around: Float32Array,
): void {
  const n = words.length;
  const bags: (Set<number> | undefined)[] = [];
  const bag = (p: number) => {
    let known = bags[p];
    if (!known) {
      known = new Set();
      for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++)
        if (tokens.kind[i] < Token.Number && tokens.end[i] - tokens.start[i] >= ECHO_LETTERS)
          known.add(tokens.hash[i]);
      bags[p] = known;
    }
    return known;
  };
  for (let p = 0; p < n; p++) {
    if (words[p] < 2 || words[p] > ECHO_WORDS || shared.running[p]) continue;
    const mine = bag(p);
    if (mine.size === 0) continue;
    let recur = 0;
    for (const hash of mine) {
      for (let k = Math.max(0, p - ECHO_REACH); k <= Math.min(n - 1, p + ECHO_REACH); k++)
        if (k !== p && words[k] >= 2 && words[k] <= ECHO_WORDS && !shared.running[k] && bag(k).has(hash)) {
          recur++;
          break;
        }
    }
    own[p] = recur / mine.size;
  }
  for (let p = 0; p < n; p++) {
    const from = Math.max(0, p - 8);
    const to = Math.min(n, p + 9);
    let sum = 0;
    for (let k = from; k < to; k++) sum += own[k];
    around[p] = sum / (to - from);
  }
}
