import { describe, expect, it } from 'vitest';
import { bandsFor, candidateChance } from '../../src/fingerprint/bands.js';
import { estimateJaccard, minHash } from '../../src/fingerprint/minhash.js';
import { jaccard } from '../../src/fingerprint/shingles.js';
import { mix } from '../../src/parse/mix.js';

/** A set of `size` hashes, of which the first `shared` are those of every set of the same family. */
function setOf(size: number, shared: number, seed: number, family = 0): Uint32Array {
  return Uint32Array.from({ length: size }, (_, i) => mix(mix(i < shared ? -family - 1 : seed) + i)).sort();
}

/** Every value by a permutation of its own: what one permutation stands for. */
function classicMinHash(set: Uint32Array, size: number): Uint32Array {
  return Uint32Array.from({ length: size }, (_, k) =>
    set.reduce((least, value) => Math.min(least, mix(value ^ mix(k + 1))), 0xffffffff),
  );
}

/** Mean and standard error of estimates over many pairs of one similarity. */
function errors(make: (set: Uint32Array) => Uint32Array, size: number, shared: number) {
  const trials = 80;
  let sum = 0;
  let squares = 0;
  let truth = 0;
  for (let t = 0; t < trials; t++) {
    const a = setOf(size, shared, 2 * t + 1, t);
    const b = setOf(size, shared, 2 * t + 2, t);
    truth = jaccard(a, b);
    const error = estimateJaccard(make(a), make(b)) - truth;
    sum += error;
    squares += error * error;
  }
  return { truth, bias: sum / trials, deviation: Math.sqrt(squares / trials) };
}

describe('MinHash by one permutation', () => {
  it.each([
    [300, 266],
    [300, 150],
    [60, 53],
    [30, 15],
  ])('estimates as well as 128 permutations: sets of %i, %i shared', (size, shared) => {
    const one = errors(minHash, size, shared);
    const many = errors((set) => classicMinHash(set, 128), size, shared);
    expect(Math.abs(one.bias)).toBeLessThan(0.015);
    expect(one.deviation).toBeLessThan(1.4 * many.deviation);
  });

  it('gives equal sets equal signatures, and an empty set one of its own', () => {
    expect(minHash(setOf(40, 40, 1))).toEqual(minHash(setOf(40, 40, 2)));
    expect(new Set(minHash(new Uint32Array()))).toEqual(new Set([0xffffffff]));
  });
});

describe('banding', () => {
  it.each([0.5, 0.7, 0.8, 0.9, 1])('makes pairs at the threshold %d candidates, 99 in 100', (threshold) => {
    expect(candidateChance(threshold, bandsFor(threshold, 128))).toBeGreaterThan(0.98);
  });

  it('leaves unlike pairs alone', () => {
    expect(candidateChance(0.2, bandsFor(0.8, 128))).toBeLessThan(0.005);
  });
});
