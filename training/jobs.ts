import { ROLES } from '../src/roles.js';
import type { ForestJob } from './fit-forests.js';
import type { TrainingPage } from './training-pages.js';

/** Sum of the weights of a page's paragraphs: every page counts alike, as in the mean over pages. */
const PAGE_WEIGHT = 120;
/** A paragraph counts as its words to this power; chosen by cross-validation (docs/model.md). */
const WORDS_POWER = 0.75;

/** Rows of all pages, one paragraph each: what `of` gives for a page's paragraphs. */
function rowsOf(
  pages: readonly TrainingPage[],
  of: (page: TrainingPage) => { target: ArrayLike<number>; weight: ArrayLike<number> },
): { target: Float32Array; weight: Float32Array } {
  const rows = pages.reduce((sum, { words }) => sum + words.length, 0);
  const out = { target: new Float32Array(rows), weight: new Float32Array(rows) };
  let at = 0;
  for (const page of pages) {
    const { target, weight } = of(page);
    out.target.set(target, at);
    out.weight.set(weight, at);
    at += page.words.length;
  }
  return out;
}

/** Rows that a forest learns from, in the mean. */
const DRAWN = { article: 250_000, roles: 90_000 };

/**
 * Draws rows, the lighter the seldomer, and lets those that are drawn count the more: most rows are lines of menus that
 * weigh next to nothing, and a forest learns the same from a few of them. Returns the new weights.
 */
export function drawRows(weight: Float32Array, rows: number): Float32Array {
  const sure = leastSure(weight, rows);
  let state = 1;
  return weight.map((w) => {
    // xorshift32 (Marsaglia, 2003): the same rows in every run.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    if (w >= sure) return w;
    return (state >>> 0) / 2 ** 32 < w / sure ? sure : 0;
  });
}

/** The weight from which a row is sure to be drawn, so that as many are drawn in the mean as are wanted; by bisection. */
function leastSure(weight: Float32Array, rows: number): number {
  let low = 0;
  let high = weight.reduce((sum, w) => sum + w, 0);
  for (let step = 0; step < 60; step++) {
    const sure = (low + high) / 2;
    const drawn = weight.reduce((sum, w) => sum + Math.min(1, w / sure), 0);
    if (drawn > rows) low = sure;
    else high = sure;
  }
  return high;
}

/** 1 for what is no part of the article. Titles are left out: they stand outside gold articles, and yet are kept. */
export function articleJob(pages: readonly TrainingPage[]): ForestJob {
  const { target, weight } = rowsOf(pages, ({ inArticle, isTitle, words, weight }) => {
    const raw = Float32Array.from(words, (w, p) => (isTitle[p] ? 0 : w ** WORDS_POWER));
    const total = raw.reduce((sum, w) => sum + w, 0) || 1;
    return {
      target: inArticle.map((share) => (share >= 0.5 ? 0 : 1)),
      weight: raw.map((w) => (w / total) * PAGE_WEIGHT * weight),
    };
  });
  return {
    name: 'article',
    rounds: 180,
    keep: 120,
    params: {
      objective: 'binary',
      learning_rate: 0.07,
      num_leaves: 48,
      min_data_in_leaf: 80,
      feature_fraction: 0.4,
      bagging_fraction: 0.7,
      bagging_freq: 1,
      lambda_l2: 5,
      max_bin: 63,
    },
    target,
    weight: drawRows(weight, DRAWN.article),
  };
}

/** Words that a headline has at most; longer rows need no learning. */
const HEADLINE_WORDS = 40;

/** 1 for the title's copy nearest above the article. Other copies, such as the `<title>`, teach nothing. */
export function headlineJob(pages: readonly TrainingPage[]): ForestJob {
  return {
    name: 'headline',
    rounds: 60,
    keep: 60,
    params: {
      objective: 'binary',
      learning_rate: 0.1,
      num_leaves: 16,
      min_data_in_leaf: 30,
      feature_fraction: 0.4,
      lambda_l2: 5,
      max_bin: 63,
    },
    ...rowsOf(pages, ({ inArticle, isTitle, words, whole }) => {
      const first = inArticle.findIndex((share) => share >= 0.5);
      const before = isTitle.slice(0, first < 0 ? isTitle.length : first).lastIndexOf(1);
      const headline = before >= 0 ? before : isTitle.indexOf(1);
      const teaches = whole && headline >= 0;
      return {
        target: Float32Array.from(isTitle, (_, p) => (p === headline ? 1 : 0)),
        weight: Float32Array.from(isTitle, (title, p) =>
          !teaches || words[p] > HEADLINE_WORDS || (title && p !== headline) ? 0 : 1,
        ),
      };
    }),
  };
}

/** Rare roles count for more, to this power of how rare they are; as many labels as this are not rare. */
const RARE_POWER = 0.3;
const RARE_LEAST = 50;

/** The role of each labelled paragraph. */
export function roleJob(pages: readonly TrainingPage[]): ForestJob {
  const counts = new Float64Array(ROLES.length);
  for (const { roles } of pages) for (const role of roles) if (role >= 0) counts[role]++;
  const mean = counts.reduce((sum, count) => sum + count, 0) / ROLES.length;
  const rare = counts.map((count) => (mean / Math.max(RARE_LEAST, count)) ** RARE_POWER);
  const { target, weight } = rowsOf(pages, ({ roles }) => {
    const labelled = Math.max(1, roles.filter((role) => role >= 0).length);
    return {
      target: Float32Array.from(roles, (role) => Math.max(0, role)),
      // A page of a thousand lines must not outweigh thirty of a hundred.
      weight: Float32Array.from(roles, (role) => (role < 0 ? 0 : (10 * rare[role]) / Math.sqrt(labelled))),
    };
  });
  return {
    name: 'roles',
    rounds: 50,
    keep: 150,
    params: {
      objective: 'multiclass',
      num_class: ROLES.length,
      learning_rate: 0.15,
      num_leaves: 12,
      min_data_in_leaf: 15,
      feature_fraction: 0.25,
      bagging_fraction: 0.7,
      bagging_freq: 1,
      lambda_l2: 3,
      max_bin: 31,
    },
    target,
    weight: drawRows(weight, DRAWN.roles),
  };
}
