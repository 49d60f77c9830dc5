import type { Columns } from './features/types.js';

/** One feature's part in a scorecard: value v falls into bin b where `edges[b - 1] < v <= edges[b]`. */
export interface ScorecardTerm {
  feature: string;
  edges: number[];
  /** Log-odds of each bin; one more than there are edges. */
  weights: number[];
}

/**
 * An additive model over binned features: the score is the sum of one weight a feature, in log-odds.
 * It is a generalised additive logistic model with step functions (Hastie & Tibshirani, 1990).
 */
export interface Scorecard {
  bias: number;
  terms: ScorecardTerm[];
}

/** Index of the bin of a value. */
export function binOf(edges: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Log-odds of each row. `columnOf` gives the column of a feature by its name. */
export function runScorecard(
  card: Scorecard,
  columns: Columns,
  columnOf: (name: string) => number,
  rows: number,
): Float64Array {
  const out = new Float64Array(rows).fill(card.bias);
  for (const { feature, edges, weights } of card.terms) {
    const column = columns[columnOf(feature)];
    for (let i = 0; i < rows; i++) out[i] += weights[binOf(edges, column[i])];
  }
  return out;
}

/** Probability of log-odds. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
