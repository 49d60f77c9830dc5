import { Token, type Tokens } from '../parse/tokens.js';
import { ROLES } from '../roles.js';

/** What the table weighs: first "no part of the article", then each role. */
export const OUTPUTS = 1 + ROLES.length;

/**
 * Weights of hashed n-grams of one to three words: two logistic regressions over a paragraph's words, one on whether it
 * is article and one on its role (the hashing trick, Weinberger et al., 2009). No vocabulary is kept: n-grams that
 * share a slot share their weights. Those of slot s are the entries `first[s] .. first[s + 1] - 1`.
 */
export interface PhraseTable {
  first: Int32Array;
  /** One bit a slot, set where it has entries: most n-grams are settled in these few bytes. */
  used: Uint8Array;
  output: Uint8Array;
  /** Log-odds in units of `scale`. */
  weight: Int8Array;
  scale: number;
  /** Log-odds of each output for a paragraph without a known n-gram. */
  bias: Float32Array;
}

/** Slots of a table: a power of two, so many that few n-grams share one. */
export const SLOTS = 1 << 19;

/** Words read from the head of a paragraph, and from its tail: what stands between is running text. */
const HEAD = 24;
const TAIL = 12;
const START = 0x51ed270b;
const END = 0x2545f491;

/** Writes the slots of a paragraph's n-grams into `out` and returns how many there are; its edges count as words. */
export function ngramSlots(tokens: Tokens, from: number, to: number, out: Int32Array): number {
  const { kind, hash } = tokens;
  let n = 0;
  let before = 0;
  let last = START;
  const skipFrom = to - from > HEAD + TAIL ? from + HEAD : to;
  for (let i = from; i < to; i++) {
    if (i === skipFrom) {
      i = to - TAIL;
      before = last = 0;
    }
    if (kind[i] === Token.Punctuation) continue;
    const now = Math.imul(hash[i], 0x9e3779b1) | 1;
    out[n++] = slotOf(now);
    if (last !== 0) {
      const pair = mix(last, now);
      out[n++] = slotOf(pair);
      if (before !== 0) out[n++] = slotOf(mix(before, pair));
    }
    before = last;
    last = now;
  }
  if (last !== 0) {
    const pair = mix(last, END);
    out[n++] = slotOf(pair);
    if (before !== 0) out[n++] = slotOf(mix(before, pair));
  }
  return n;
}

/** Most n-grams that `ngramSlots` finds. */
export const MOST_NGRAMS = 3 * (HEAD + TAIL) + 3;

function mix(a: number, b: number): number {
  const h = Math.imul(a ^ (b >>> 15) ^ Math.imul(b, 0x85ebca6b), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

function slotOf(hash: number): number {
  return (Math.imul(hash, 0x27d4eb2f) >>> 8) & (SLOTS - 1);
}

/** What the table says of each paragraph of a page. */
export interface PhraseScores {
  /** Log-odds of "no part of the article". */
  phrase: Float32Array;
  /** Share of the n-grams that have a weight. */
  known: Float32Array;
  /** Logarithm of each role's probability by the words alone: `roles[p * ROLES.length + role]`. */
  roles: Float32Array;
}

/** Lower logarithms of probabilities say no more than that a role is out of the question. */
export const LEAST_LOG = -7;

/** The bits of `PhraseTable.used`. */
export function usedSlots(first: Int32Array): Uint8Array {
  const used = new Uint8Array(SLOTS / 8);
  for (let slot = 0; slot < SLOTS; slot++)
    if (first[slot + 1] > first[slot]) used[slot >> 3] |= 1 << (slot & 7);
  return used;
}

/**
 * Scores every paragraph by its n-grams. The sums are divided by the square root of their number: a long paragraph says
 * many things that depend on each other in part.
 */
export function scorePhrases(tokens: Tokens, paragraphs: number, table: PhraseTable): PhraseScores {
  const { first, used, output, weight, scale, bias } = table;
  const roles = OUTPUTS - 1;
  const out: PhraseScores = {
    phrase: new Float32Array(paragraphs),
    known: new Float32Array(paragraphs),
    roles: new Float32Array(paragraphs * roles),
  };
  const slots = new Int32Array(MOST_NGRAMS);
  const sums = new Float64Array(OUTPUTS);
  for (let p = 0; p < paragraphs; p++) {
    const n = ngramSlots(tokens, tokens.first[p], tokens.first[p + 1], slots);
    sums.fill(0);
    let known = 0;
    for (let k = 0; k < n; k++) {
      const slot = slots[k];
      if ((used[slot >> 3] & (1 << (slot & 7))) === 0) continue;
      known++;
      const to = first[slot + 1];
      for (let e = first[slot]; e < to; e++) sums[output[e]] += weight[e];
    }
    const share = scale / Math.sqrt(Math.max(1, n));
    out.phrase[p] = bias[0] + sums[0] * share;
    out.known[p] = known / Math.max(1, n);
    let total = 0;
    for (let r = 1; r <= roles; r++) {
      sums[r] = bias[r] + sums[r] * share;
      total += Math.exp(sums[r]);
    }
    total = Math.log(total);
    for (let r = 0; r < roles; r++) out.roles[p * roles + r] = Math.max(LEAST_LOG, sums[r + 1] - total);
  }
  return out;
}

/** A table without weights: for rules alone. */
export const NO_PHRASES: PhraseTable = {
  first: new Int32Array(SLOTS + 1),
  used: new Uint8Array(SLOTS / 8),
  output: new Uint8Array(0),
  weight: new Int8Array(0),
  scale: 0,
  bias: new Float32Array(OUTPUTS),
};
