import { Token, type Tokens } from '../parse/tokens.js';
import { ROLES } from '../roles.js';

/** What the table weighs: first "no part of the article", then each role. */
export const OUTPUTS = 1 + ROLES.length;

/**
 * Weights of hashed n-grams of one to three words: two logistic regressions over a paragraph's words, one on whether it
 * is article and one on its role (the hashing trick, Weinberger et al., 2009). No vocabulary is kept: n-grams that
 * share a slot share their weights. Looking one up is waiting for memory, so the table is small: a third of the slots
 * have weights, most of these one or two.
 */
export interface PhraseTable {
  /** For 32 slots each: a bit for each one that has weights, and how many have in all slots before. */
  index: Int32Array;
  /** Of each slot that has weights: up to two entries of 13 bits and their number; more stand in `more`, and it says where. */
  cells: Int32Array;
  /** Number of entries, then these, one such list after another. */
  more: Int32Array;
  /**
   * Slots with so many entries that adding all outputs is sooner done: `LANES` integers each, the weights + 128 of two
   * outputs in one, those of the second half of the outputs in the upper 16 bits.
   */
  rows: Int32Array;
  /** Log-odds of one unit of an entry's weight. */
  scale: number;
  /** Log-odds of each output for a paragraph without a known n-gram. */
  bias: Float32Array;
}

const ENTRY_BITS = 13;
const ENTRY = (1 << ENTRY_BITS) - 1;
const COUNT_SHIFT = 2 * ENTRY_BITS;
/** In place of a number of entries: they stand in `more`, or in `rows` where the bit says so. */
const MANY = 3;
const IN_ROWS = 1 << (COUNT_SHIFT - 1);
const PLACE = IN_ROWS - 1;
/** Three slots in two hundred have so many entries, and two thirds of all entries that texts ask for. */
const ROW_ENTRIES = 8;
const LANES = (OUTPUTS + 1) >> 1;
/** Makes a weight positive, so that the two of an integer add up side by side: 250 of them stay under 2^16. */
const LIFT = 128;

/** A weight of an output in 13 bits. */
function entryOf(output: number, weight: number): number {
  return (output << 8) | (weight & 255);
}

/** Builds a table slot by slot. */
export class PhraseTableBuilder {
  private readonly index = new Int32Array(SLOTS >> 4);
  private readonly cells: number[] = [];
  private readonly more: number[] = [];
  private readonly rows: number[] = [];

  /** Sets the weights of a slot, -127 to 127, as outputs and weights in turns; slots come in ascending order. */
  add(slot: number, entries: readonly number[]): void {
    const [a, b, c, d] = entries;
    this.index[(slot >> 5) << 1] |= 1 << (slot & 31);
    if (entries.length === 2) this.cells.push(entryOf(a, b) | (1 << COUNT_SHIFT));
    else if (entries.length === 4)
      this.cells.push(entryOf(a, b) | (entryOf(c, d) << ENTRY_BITS) | (2 << COUNT_SHIFT));
    else if (entries.length < 2 * ROW_ENTRIES) {
      this.cells.push(this.more.length | (MANY << COUNT_SHIFT));
      this.more.push(entries.length >> 1);
      for (let i = 0; i < entries.length; i += 2) this.more.push(entryOf(entries[i], entries[i + 1]));
    } else {
      this.cells.push(this.rows.length | IN_ROWS | (MANY << COUNT_SHIFT));
      const weights = new Int16Array(2 * LANES);
      for (let i = 0; i < entries.length; i += 2) weights[entries[i]] = entries[i + 1];
      for (let lane = 0; lane < LANES; lane++)
        this.rows.push((weights[lane] + LIFT) | ((weights[lane + LANES] + LIFT) << 16));
    }
  }

  build(scale: number, bias: Float32Array): PhraseTable {
    const { index, cells, more, rows } = this;
    for (let i = 2; i < index.length; i += 2) index[i + 1] = index[i - 1] + countBits(index[i - 2]);
    return {
      index,
      cells: Int32Array.from(cells),
      more: Int32Array.from(more),
      rows: Int32Array.from(rows),
      scale,
      bias,
    };
  }
}

/** Outputs and weights of a slot, in turns; empty where it has none. */
export function entriesOf({ index, cells, more, rows }: PhraseTable, slot: number): number[] {
  const bits = index[(slot >> 5) << 1];
  if ((bits & (1 << (slot & 31))) === 0) return [];
  const cell = cells[index[((slot >> 5) << 1) | 1] + countBits(bits & ~(-1 << (slot & 31)))];
  const count = cell >> COUNT_SHIFT;
  const at = cell & PLACE;
  if (count === MANY && (cell & IN_ROWS) !== 0) {
    const lanes = rows.subarray(at, at + LANES);
    const lifted = [...lanes].map((lane) => lane & 0xffff).concat([...lanes].map((lane) => lane >>> 16));
    return lifted.flatMap((weight, output) => (weight === LIFT ? [] : [output, weight - LIFT]));
  }
  const entries =
    count === MANY
      ? [...more.subarray(at + 1, at + 1 + more[at])]
      : [cell & ENTRY, (cell >> ENTRY_BITS) & ENTRY].slice(0, count);
  return entries.flatMap((entry) => [entry >> 8, (entry << 24) >> 24]);
}

/** How many bits of a number are set (Warren, Hacker's Delight, 2003). */
function countBits(bits: number): number {
  let v = bits - ((bits >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
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
const LEAST_LOG = -7;

const slots = new Int32Array(MOST_NGRAMS);
const sums = emptySums();
const lanes = new Int32Array(LANES);
const odds = new Float64Array(OUTPUTS);

/** Room for the sums of `addWeights`, by output; what stands past the outputs means nothing. */
function emptySums(): Int32Array {
  return new Int32Array(2 * LANES);
}

/**
 * Puts the sums of the weights of the first `count` slots, 250 at most, into `sums`; returns how many have any. The list of
 * slots is used up.
 */
function addWeights(
  { index, cells, more, rows }: PhraseTable,
  slots: Int32Array,
  count: number,
  sums: Int32Array,
): number {
  sums.fill(0);
  lanes.fill(0);
  // First which are known at all: then the reads of their cells do not wait for each other.
  let known = 0;
  for (let k = 0; k < count; k++) {
    const slot = slots[k];
    const at = (slot >> 5) << 1;
    const bits = index[at];
    slots[known] = index[at + 1] + countBits(bits & ~(-1 << (slot & 31)));
    known += (bits >>> (slot & 31)) & 1;
  }
  let added = 0;
  for (let k = 0; k < known; k++) {
    const cell = cells[slots[k]];
    const entries = cell >> COUNT_SHIFT;
    if (entries < MANY) {
      sums[(cell >> 8) & 31] += (cell << 24) >> 24;
      if (entries === 2) sums[(cell >> (ENTRY_BITS + 8)) & 31] += (cell << (24 - ENTRY_BITS)) >> 24;
    } else if ((cell & IN_ROWS) !== 0) {
      const at = cell & PLACE;
      for (let lane = 0; lane < LANES; lane++) lanes[lane] += rows[at + lane];
      added++;
    } else {
      const from = cell & PLACE;
      for (let left = more[from], e = from + 1; left > 0; left--, e++)
        sums[more[e] >> 8] += (more[e] << 24) >> 24;
    }
  }
  if (added > 0) {
    for (let lane = 0; lane < LANES; lane++) {
      sums[lane] += (lanes[lane] & 0xffff) - added * LIFT;
      sums[lane + LANES] += (lanes[lane] >>> 16) - added * LIFT;
    }
  }
  return known;
}

/**
 * Scores every paragraph by its n-grams. The sums are divided by the square root of their number: a long paragraph says
 * many things that depend on each other in part.
 */
export function scorePhrases(tokens: Tokens, paragraphs: number, table: PhraseTable): PhraseScores {
  const out = emptyScores(paragraphs);
  for (let p = 0; p < paragraphs; p++)
    scoreSlots(table, slots, ngramSlots(tokens, tokens.first[p], tokens.first[p + 1], slots), out, p);
  return out;
}

/** Scores of so many paragraphs, all zero. */
export function emptyScores(paragraphs: number): PhraseScores {
  return {
    phrase: new Float32Array(paragraphs),
    known: new Float32Array(paragraphs),
    roles: new Float32Array(paragraphs * (OUTPUTS - 1)),
  };
}

/** Puts what the first `count` slots, 250 at most, say into the scores of paragraph p. The list of slots is used up. */
export function scoreSlots(
  table: PhraseTable,
  slots: Int32Array,
  count: number,
  out: PhraseScores,
  p: number,
): void {
  const { scale, bias } = table;
  const roles = OUTPUTS - 1;
  const known = addWeights(table, slots, count, sums);
  const share = scale / Math.sqrt(Math.max(1, count));
  out.phrase[p] = bias[0] + sums[0] * share;
  out.known[p] = known / Math.max(1, count);
  let total = 0;
  for (let r = 1; r <= roles; r++) {
    odds[r] = bias[r] + sums[r] * share;
    total += Math.exp(odds[r]);
  }
  total = Math.log(total);
  for (let r = 0; r < roles; r++) out.roles[p * roles + r] = Math.max(LEAST_LOG, odds[r + 1] - total);
}

/** A table without weights: for rules alone. */
export const NO_PHRASES: PhraseTable = new PhraseTableBuilder().build(0, new Float32Array(OUTPUTS));
