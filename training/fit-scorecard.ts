import type { Columns } from '../src/score/features/types.js';
import { binOf, type Scorecard } from '../src/score/scorecard.js';

/** Rows to learn from: features by column, target 0 or 1, weight of each row. */
export interface Rows {
  names: string[];
  columns: Columns;
  target: Float32Array;
  weight: Float32Array;
}

const BINS = 16;
const PASSES = 12;
/** Rows' worth of prior against each bin's weight: a bin that few pages fill stays near 0. */
const RIDGE = 40;
const RATE = 0.5;

/** Edges at the quantiles of a column; equal values share a bin. */
function quantileEdges(column: Float32Array, bins: number): number[] {
  const step = Math.max(1, Math.floor(column.length / 20000));
  const sample = column.filter((_, i) => i % step === 0).sort();
  const edges = new Set<number>();
  for (let b = 1; b < bins; b++) edges.add(sample[Math.floor((b * sample.length) / bins)]);
  edges.delete(sample[sample.length - 1]);
  // Rare values of a mostly constant column (a rule's weight) still deserve bins of their own.
  if (edges.size < 4) {
    const rare = sample.filter((v) => v !== sample[sample.length >> 1]);
    for (let b = 0; b < 4 && rare.length > 0; b++) edges.add(rare[Math.floor((b * rare.length) / 4)]);
    edges.add(sample[sample.length >> 1]);
    edges.delete(sample[sample.length - 1]);
  }
  return [...edges].sort((a, b) => a - b).map((edge) => Number(edge.toPrecision(6)));
}

/** Fits a scorecard by cyclic Newton steps on the logistic loss, one bin at a time (backfitting). */
export function fitScorecard({ names, columns, target, weight }: Rows): Scorecard {
  const n = target.length;
  const card: Scorecard = {
    bias: 0,
    terms: names.map((feature, f) => ({ feature, edges: quantileEdges(columns[f], BINS), weights: [] })),
  };
  card.terms = card.terms.filter((term) => term.edges.length > 0);
  const used = card.terms.map((term) => names.indexOf(term.feature));
  const bins = card.terms.map((term, t) => Uint8Array.from(columns[used[t]], (v) => binOf(term.edges, v)));
  for (const term of card.terms) term.weights = new Array(term.edges.length + 1).fill(0);
  let ones = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    ones += weight[i] * target[i];
    total += weight[i];
  }
  card.bias = Math.log((ones + 1) / (total - ones + 1));
  const score = new Float64Array(n).fill(card.bias);
  const probability = new Float64Array(n);
  for (let pass = 0; pass < PASSES; pass++)
    card.terms.forEach((term, t) => {
      for (let i = 0; i < n; i++) probability[i] = 1 / (1 + Math.exp(-score[i]));
      const gradient = new Float64Array(term.weights.length);
      const curvature = new Float64Array(term.weights.length).fill(RIDGE);
      for (let i = 0; i < n; i++) {
        const p = probability[i];
        gradient[bins[t][i]] += weight[i] * (target[i] - p);
        curvature[bins[t][i]] += weight[i] * p * (1 - p);
      }
      const step = term.weights.map((w, b) => (RATE * (gradient[b] - RIDGE * 0.02 * w)) / curvature[b]);
      for (let b = 0; b < step.length; b++) term.weights[b] += step[b];
      for (let i = 0; i < n; i++) score[i] += step[bins[t][i]];
    });
  card.bias = Number(card.bias.toFixed(3));
  for (const term of card.terms) term.weights = term.weights.map((w) => Number(w.toFixed(3)));
  return card;
}
