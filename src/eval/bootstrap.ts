import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws with replacement; more would move the third decimal only. */
export const RESAMPLES = 1000;
/** Share of the resampled values that lie inside the interval. */
export const LEVEL = 0.95;
/** Fixed, so that the same documents give the same interval. */
const SEED = 20260801;

/** Bounds between which a figure would lie for other documents of the same kind. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * Percentile bootstrap (Efron & Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3) of figures that follow
 * from sums over documents. The bounds are the 25th and the 975th of 1000 sorted values. Documents are drawn whole:
 * the words of a page are not independent of each other.
 *
 * @param rows what each document adds to the sums, all of one length.
 * @param figures the figures that follow from the sums over so many documents.
 * @returns one interval a figure; none where there are fewer than two documents.
 */
export function bootstrap(
  rows: readonly ArrayLike<number>[],
  figures: (sums: Float64Array, documents: number) => number[],
): Interval[] | undefined {
  if (rows.length < 2) return undefined;
  const random = xoroshiro128plus(SEED);
  const width = rows[0].length;
  const values: number[][] = [];
  for (let round = 0; round < RESAMPLES; round++) {
    const sums = new Float64Array(width);
    for (let drawn = 0; drawn < rows.length; drawn++) {
      const row = rows[uniformInt(random, 0, rows.length - 1)];
      for (let k = 0; k < width; k++) sums[k] += row[k];
    }
    values.push(figures(sums, rows.length));
  }
  return values[0].map((_, k) => percentiles(values.map((figure) => figure[k])));
}

function percentiles(values: number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - LEVEL) / 2;
  const at = (share: number) => sorted[Math.round(RESAMPLES * share) - 1];
  return { low: at(tail), high: at(1 - tail) };
}
