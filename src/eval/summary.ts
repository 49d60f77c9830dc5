import { bootstrap, type Interval } from './bootstrap.js';
import type { DocumentScore } from './document-score.js';
import { macroF1, type RoleScore, roleAccuracy, scoreRoles } from './role-score.js';
import { type Counts, type Score, scoreOf } from './score.js';
import { listWorst, type WorstDocument } from './worst.js';

/** A figure, with the bounds of its interval where there are documents enough for one. */
export interface Estimate extends Partial<Interval> {
  value: number;
}

export type ScoreEstimate = Record<keyof Score, Estimate>;

/** Scores by one unit: words or paragraphs. */
export interface UnitSummary {
  /** Mean over documents. */
  macro: ScoreEstimate;
  /** All documents as one: long ones weigh more. */
  micro: ScoreEstimate;
  counts: Counts;
}

/** Scores by role, over the documents whose roles are known on both sides. */
export interface RoleSummary {
  documents: number;
  /** Paragraphs with a gold role. */
  paragraphs: number;
  /** Share of them with the right role. */
  right: Estimate;
  macroF1: Estimate;
  roles: RoleScore[];
}

/** All figures over documents. */
export interface Summary {
  documents: number;
  words: UnitSummary;
  paragraphs: UnitSummary;
  /** Documents that lose over half of their gold words. */
  loseHalf: { documents: number; share: Estimate };
  roles?: RoleSummary;
  worst: WorstDocument[];
}

const MEASURES = ['precision', 'recall', 'f1'] as const;

/** Figures that follow from the sums over rows, with their intervals. */
function estimate(
  rows: readonly ArrayLike<number>[],
  figures: (sums: ArrayLike<number>, documents: number) => number[],
): Estimate[] {
  const sums = new Float64Array(rows[0].length);
  for (const row of rows) for (let k = 0; k < sums.length; k++) sums[k] += row[k];
  const intervals = bootstrap(rows, figures);
  return figures(sums, rows.length).map((value, k) => ({ value, ...intervals?.[k] }));
}

function summariseUnit(all: readonly Counts[]): UnitSummary {
  const rows = all.map((counts) => {
    const { precision, recall, f1 } = scoreOf(counts);
    return [precision, recall, f1, counts.shared, counts.predicted, counts.gold];
  });
  const total = (key: keyof Counts) => all.reduce((sum, counts) => sum + counts[key], 0);
  const estimates = estimate(rows, (sums, documents) => {
    const micro = scoreOf({ shared: sums[3], predicted: sums[4], gold: sums[5] });
    return [...MEASURES.map((_, k) => sums[k] / documents), ...MEASURES.map((key) => micro[key])];
  });
  const three = ([precision, recall, f1]: Estimate[]): ScoreEstimate => ({ precision, recall, f1 });
  return {
    macro: three(estimates),
    micro: three(estimates.slice(3)),
    counts: { shared: total('shared'), predicted: total('predicted'), gold: total('gold') },
  };
}

function summariseRoles(rows: readonly number[][]): RoleSummary | undefined {
  if (rows.length === 0) return undefined;
  const [right, macro] = estimate(rows, (sums) => [roleAccuracy(sums).right, macroF1(scoreRoles(sums))]);
  const sums = rows[0].map((_, k) => rows.reduce((sum, row) => sum + row[k], 0));
  return {
    documents: rows.length,
    paragraphs: roleAccuracy(sums).pieces,
    right,
    macroF1: macro,
    roles: scoreRoles(sums),
  };
}

/** Sums up the scores of at least one document; at most so many of the worst are listed. */
export function summarise(scores: readonly DocumentScore[], worst: number): Summary {
  const losing = scores.map(({ words }) => [scoreOf(words).recall < 0.5 ? 1 : 0]);
  const [share] = estimate(losing, (sums, documents) => [sums[0] / documents]);
  return {
    documents: scores.length,
    words: summariseUnit(scores.map(({ words }) => words)),
    paragraphs: summariseUnit(scores.map(({ paragraphs }) => paragraphs)),
    loseHalf: { documents: losing.filter(([lost]) => lost === 1).length, share },
    roles: summariseRoles(scores.flatMap(({ roles }) => (roles ? [roles] : []))),
    worst: listWorst(scores, worst),
  };
}
