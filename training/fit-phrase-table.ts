import {
  MOST_NGRAMS,
  ngramSlots,
  OUTPUTS,
  type PhraseTable,
  PhraseTableBuilder,
  SLOTS,
} from '../src/score/phrase-table.js';
import type { LabelledPage } from './corpus-features.js';
import { Ftrl } from './ftrl.js';

const PASSES = 4;
/** Log-odds that one unit of a quantised weight stands for. */
const SCALE = 1 / 24;
/** Errors under this teach a role nothing: most roles of most lines are long settled. */
const LEAST_ERROR = 0.003;
const ROLE_OUTPUTS = OUTPUTS - 1;

/** Slots of a page's n-grams: those of paragraph p are `slots[first[p]] .. slots[first[p + 1] - 1]`. */
export interface Ngrams {
  first: Int32Array;
  slots: Int32Array;
}

/** The slots of each paragraph of a page. */
export type SlotsOf = (page: LabelledPage) => Ngrams;

const known = new WeakMap<LabelledPage, Ngrams>();

function ngramsOf(page: LabelledPage): Ngrams {
  let grams = known.get(page);
  if (!grams) {
    const n = page.words.length;
    const first = new Int32Array(n + 1);
    const parts: Int32Array[] = [];
    const out = new Int32Array(MOST_NGRAMS);
    for (let p = 0; p < n; p++) {
      const count = ngramSlots(page.tokens, page.tokens.first[p], page.tokens.first[p + 1], out);
      parts.push(out.slice(0, count));
      first[p + 1] = first[p] + count;
    }
    const slots = new Int32Array(first[n]);
    parts.forEach((part, p) => {
      slots.set(part, first[p]);
    });
    grams = { first, slots };
    known.set(page, grams);
  }
  return grams;
}

/** Pages in an order that is drawn anew at each pass, the same in every run. */
function* passes(pages: readonly LabelledPage[]): Generator<LabelledPage> {
  const order = [...pages];
  let state = 12345;
  for (let pass = 0; pass < PASSES; pass++) {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      const j = (state >>> 8) % (i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    yield* order;
  }
}

/** Whether a paragraph is no part of the article. Titles teach nothing: they stand outside gold articles. */
function fitArticle(pages: readonly LabelledPage[], slotsOf: SlotsOf): Ftrl {
  const model = new Ftrl(SLOTS, 1, { alpha: 0.1, l1: 1, l2: 1 });
  for (const page of passes(pages)) {
    const { first, slots } = slotsOf(page);
    for (let p = 0; p < page.words.length; p++) {
      if (page.isTitle[p]) continue;
      const sum = model.sums(slots, first[p], first[p + 1])[0];
      const error = 1 / (1 + Math.exp(-sum)) - (page.inArticle[p] >= 0.5 ? 0 : 1);
      model.learn(slots, first[p], first[p + 1], 0, error * page.weight);
    }
  }
  return model;
}

/** The role of a paragraph: softmax regression on the labelled ones. */
function fitRoles(pages: readonly LabelledPage[], slotsOf: SlotsOf): Ftrl {
  const model = new Ftrl(SLOTS, ROLE_OUTPUTS, { alpha: 0.15, l1: 0.8, l2: 0.5 });
  for (const page of passes(pages.filter(({ roles }) => roles.some((role) => role >= 0)))) {
    const { first, slots } = slotsOf(page);
    for (let p = 0; p < page.words.length; p++) {
      if (page.roles[p] < 0) continue;
      const sums = model.sums(slots, first[p], first[p + 1]);
      const most = Math.max(...sums);
      let total = 0;
      for (let r = 0; r < ROLE_OUTPUTS; r++) total += sums[r] = Math.exp(sums[r] - most);
      for (let r = 0; r < ROLE_OUTPUTS; r++) {
        const error = sums[r] / total - (r === page.roles[p] ? 1 : 0);
        if (Math.abs(error) >= LEAST_ERROR) model.learn(slots, first[p], first[p + 1], r, error);
      }
    }
  }
  return model;
}

function quantise(weight: number): number {
  return Math.max(-127, Math.min(127, Math.round(weight / SCALE)));
}

/** Fits both regressions of a phrase table, or of one over other slots. */
export function fitPhraseTable(pages: readonly LabelledPage[], slotsOf: SlotsOf = ngramsOf): PhraseTable {
  const article = fitArticle(pages, slotsOf);
  const roles = fitRoles(pages, slotsOf);
  const builder = new PhraseTableBuilder();
  const bias = Float32Array.from({ length: OUTPUTS }, (_, o) =>
    o === 0 ? article.bias(0) : roles.bias(o - 1),
  );
  for (let slot = 0; slot < SLOTS; slot++) {
    const entries: number[] = [];
    for (let o = 0; o < OUTPUTS; o++) {
      const value = quantise(o === 0 ? article.weight(slot, 0) : roles.weight(slot, o - 1));
      if (value !== 0) entries.push(o, value);
    }
    if (entries.length > 0) builder.add(slot, entries);
  }
  return builder.build(SCALE, bias);
}
