import { mix } from '../parse/mix.js';

/** How a signature is cut for locality-sensitive hashing: texts that agree in all rows of one band are candidates. */
export interface Bands {
  bands: number;
  rows: number;
}

/** Share of the pairs right at the threshold that must become candidates. */
const LEAST_FOUND = 0.99;

/** Probability that a pair of this similarity agrees in at least one band: 1 - (1 - s^r)^b. */
export function candidateChance(similarity: number, { bands, rows }: Bands): number {
  return 1 - (1 - similarity ** rows) ** bands;
}

/** The cut with the longest bands, hence the fewest false candidates, that still finds pairs at the threshold. */
export function bandsFor(threshold: number, size: number): Bands {
  for (let rows = size; rows > 1; rows--) {
    const cut = { bands: Math.floor(size / rows), rows };
    if (candidateChance(threshold, cut) >= LEAST_FOUND) return cut;
  }
  return { bands: size, rows: 1 };
}

/** One band of a signature as a number of 53 bits: equal bands, equal numbers. Verification finds out the one collision in millions. */
export function bandNumber(signature: Uint32Array, from: number, rows: number): number {
  let high = 0x9747b28c;
  let low = rows;
  for (let k = from; k < from + rows; k++) {
    high = mix(high ^ signature[k]);
    low = mix(Math.imul(low, 31) + signature[k]);
  }
  return (high >>> 11) * 0x100000000 + low;
}
