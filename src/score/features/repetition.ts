import type { Tokens } from '../../parse/tokens.js';
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
    { name: 'same-start', why: 'lines that begin alike recur in the page' },
    { name: 'same-end', why: 'lines that end alike recur in the page' },
    { name: 'labels-around', why: 'lines that recur with each item stand around it' },
    { name: 'labels-far-around', why: 'lines that recur with each item stand far around it' },
  ],
  fill({ page, tokens, words }, c, shared, wanted) {
    const n = page.children.length;
    for (let p = 0; p < n; p++) {
      if (shared.copies[p] < 2) continue;
      c[0][p] = Math.min(8, shared.copies[p]);
      c[1][p] = shared.again[p];
    }
    for (let p = 0; p < n; ) {
      let to = p + 1;
      while (to < n && shared.shape[to] === shared.shape[p]) to++;
      for (let k = p; k < to; k++) {
        c[2][k] = Math.min(30, to - p);
        c[3][k] = Math.min(30, k - p);
      }
      p = to;
    }
    for (let period = 1; period <= 5; period++)
      if (wanted[3 + period]) countAlike(shared.shape, period, c[3 + period]);
    shareAround(c[0], words, c[9], c[10]);
    openness(shared, c[11], c[12], c[13], wanted[12] === 1);
    c[14].set(shared.echo);
    windowMean(shared.echo, 8, c[15]);
    if (wanted[16] || wanted[17] || wanted[18] || wanted[19]) labels(tokens, shared, c.slice(16));
  },
};

/** How many of the paragraphs one, two and three periods above and below look like each. */
function countAlike(shape: Uint16Array, period: number, out: Float32Array): void {
  const n = out.length;
  for (let p = 0; p < n; p++) {
    const own = shape[p];
    let like = 0;
    for (let k = period; k <= 3 * period; k += period) {
      if (p - k >= 0 && shape[p - k] === own) like++;
      if (p + k < n && shape[p + k] === own) like++;
    }
    out[p] = like;
  }
}

const SHORT_WORDS = 5;

/** Shares of the paragraphs near each that recur in the page, and that are short. */
function shareAround(
  copies: Float32Array,
  words: Uint32Array,
  recurring: Float32Array,
  short: Float32Array,
): void {
  const n = copies.length;
  let copied = 0;
  let brief = 0;
  for (let p = -NEAR; p < n; p++) {
    const enters = p + NEAR;
    const leaves = p - NEAR - 1;
    if (enters < n) {
      if (copies[enters] > 0) copied++;
      if (words[enters] <= SHORT_WORDS) brief++;
    }
    if (leaves >= 0) {
      if (copies[leaves] > 0) copied--;
      if (words[leaves] <= SHORT_WORDS) brief--;
    }
    if (p < 0) continue;
    const around = Math.max(1, Math.min(n - 1, p + NEAR) - Math.max(0, p - NEAR));
    recurring[p] = (copied - (copies[p] > 0 ? 1 : 0)) / around;
    short[p] = (brief - (words[p] <= SHORT_WORDS ? 1 : 0)) / around;
  }
}

/** How many paragraphs around do not end like sentences: in windows, and in an unbroken run that forgives one sentence. */
function openness(
  { terminal }: Shared,
  near: Float32Array,
  far: Float32Array,
  run: Float32Array,
  wantFar: boolean,
): void {
  const n = terminal.length;
  const open = Uint8Array.from(terminal, (ends) => 1 - ends);
  windowMean(open, 6, near);
  if (wantFar) windowMean(open, 15, far);
  for (let p = 0; p < n; ) {
    let to = p + 1;
    while (to < n && (!terminal[to] || (to + 1 < n && !terminal[to + 1] && !terminal[to - 1]))) to++;
    for (let k = p; k < to; k++) run[k] = Math.log2(to - p);
    p = to;
  }
}

/** Mean over the paragraphs within `reach` on both sides. */
function windowMean(column: ArrayLike<number>, reach: number, out: Float32Array): void {
  const n = column.length;
  const sum = new Float64Array(n + 1);
  for (let p = 0; p < n; p++) sum[p + 1] = sum[p] + column[p];
  for (let p = 0; p < n; p++) {
    const from = Math.max(0, p - reach);
    const to = Math.min(n, p + reach + 1);
    out[p] = (sum[to] - sum[from]) / (to - from);
  }
}

/** Lines longer than this are no labels that recur with each item. */
const LABEL_WORDS = 12;
const LEAST_ITEMS = 3;

/**
 * Lines that begin or end alike, all over the page: what stands around each comment, teaser or event ("Reply", "by ...
 * writes:", "3 min read"). Numbers count as alike.
 */
function labels(tokens: Tokens, { length }: Shared, c: Float32Array[]): void {
  const n = length.length;
  const count = (at: (p: number) => number) => {
    const counts = new Map<number, number>();
    const keys = new Int32Array(n);
    for (let p = 0; p < n; p++) {
      if (length[p] > LABEL_WORDS || tokens.first[p] === tokens.first[p + 1]) continue;
      keys[p] = tokens.hash[at(p)] | 1;
      counts.set(keys[p], (counts.get(keys[p]) ?? 0) + 1);
    }
    return Float32Array.from(keys, (key) => (key === 0 ? 0 : Math.min(20, counts.get(key)!)));
  };
  c[0].set(count((p) => tokens.first[p]));
  c[1].set(count((p) => tokens.first[p + 1] - 1));
  const items = Uint8Array.from(c[1], (ends, p) => (ends >= LEAST_ITEMS && length[p] > 0 ? 1 : 0));
  windowMean(items, 4, c[2]);
  windowMean(items, 15, c[3]);
}
