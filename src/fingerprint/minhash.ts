import { mix } from '../parse/mix.js';

/** Values of a signature: the error of an estimate is at most 1 / (2 sqrt(128)), .044, in the mean. */
export const SIGNATURE_SIZE = 128;

const EMPTY = 0xffffffff;

/**
 * MinHash signature of a set by one permutation: hashes fall into as many bins as the signature has values, and each bin
 * keeps its least (Li, Owen & Zhang, "One permutation hashing", 2012). An empty bin borrows from one that a hash of
 * its number and of the attempt chooses, the same for every set (Shrivastava, "Optimal densification", 2017). Two sets
 * agree in as many values, in the mean, as their Jaccard similarity says. An empty set has only the largest value.
 */
export function minHash(set: Uint32Array, size = SIGNATURE_SIZE): Uint32Array {
  const bins = new Uint32Array(size).fill(EMPTY);
  for (let i = 0; i < set.length; i++) {
    const bin = Math.floor((set[i] / 0x100000000) * size);
    const value = mix(set[i] ^ 0x5bd1e995);
    if (value < bins[bin]) bins[bin] = value;
  }
  if (set.length === 0) return bins;
  const out = bins.slice();
  for (let bin = 0; bin < size; bin++)
    for (let attempt = 1; out[bin] === EMPTY; attempt++)
      out[bin] = bins[mix(Math.imul(bin + 1, 0x9e3779b1) ^ attempt) % size];
  return out;
}

/** The similarity that two signatures of the same size speak for: the share of values in which they agree. */
export function estimateJaccard(
  a: Uint32Array,
  b: Uint32Array,
  fromA = 0,
  fromB = 0,
  size = a.length,
): number {
  let same = 0;
  for (let k = 0; k < size; k++) if (a[fromA + k] === b[fromB + k]) same++;
  return same / size;
}
