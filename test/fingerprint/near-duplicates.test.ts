import { describe, expect, it } from 'vitest';
import { bandsFor } from '../../src/fingerprint/bands.js';
import { MemoryIndex } from '../../src/fingerprint/candidates.js';
import { minHash, SIGNATURE_SIZE } from '../../src/fingerprint/minhash.js';
import { findNearDuplicates } from '../../src/fingerprint/near-duplicates.js';
import { containment, jaccard, shingleSet, wordHashes } from '../../src/fingerprint/shingles.js';
import { mix } from '../../src/parse/mix.js';
import { tokeniseText } from '../../src/parse/tokens.js';

const shinglesOf = (text: string) => shingleSet(wordHashes(text, tokeniseText(text)));
const story = (seed: number, words = 200) =>
  Array.from({ length: words }, (_, i) => `w${mix(seed * 1000 + i) % 5000}`).join(' ');
/** The story with every so many words another one. */
const edited = (text: string, step: number) =>
  text
    .split(' ')
    .map((word, i) => (i % step === step - 1 ? `x${i}` : word))
    .join(' ');

async function nearIn(texts: readonly string[], order: readonly number[]) {
  const index = new MemoryIndex(SIGNATURE_SIZE, bandsFor(0.8, SIGNATURE_SIZE), 2);
  const sets = texts.map(shinglesOf);
  for (const i of order) index.add(i, minHash(sets[i]));
  return findNearDuplicates(index.buckets(), (a, b) => jaccard(sets[a], sets[b]), 0.8);
}

describe('shingles', () => {
  it('see neither case nor punctuation, but every number', () => {
    expect(shinglesOf('The ferry, it said, leaves at 7.')).toEqual(
      shinglesOf('the FERRY it said leaves at 7'),
    );
    expect(shinglesOf('the ferry it said leaves at 7')).not.toEqual(
      shinglesOf('the ferry it said leaves at 8'),
    );
  });

  it('of a short text are one, of no text none', () => {
    expect(shinglesOf('two words')).toHaveLength(1);
    expect(shinglesOf('')).toHaveLength(0);
    expect(jaccard(shinglesOf(''), shinglesOf(''))).toBe(1);
  });

  it('tell which part stands in another text', () => {
    const whole = story(1);
    expect(containment(shinglesOf(whole.split(' ').slice(20, 60).join(' ')), shinglesOf(whole))).toBe(1);
    expect(containment(shinglesOf(story(2)), shinglesOf(whole))).toBe(0);
  });
});

describe('near-duplicates', () => {
  const texts = [
    story(1),
    story(2),
    edited(story(1), 100),
    story(3),
    edited(story(2), 90),
    edited(story(3), 6),
  ];

  it('are found, and unlike texts and loose rewrites are not', async () => {
    const near = await nearIn(texts, [0, 1, 2, 3, 4, 5]);
    expect(near.map(({ document, of }) => [document, of])).toEqual([
      [2, 0],
      [4, 1],
    ]);
    for (const { similarity } of near) expect(similarity).toBeGreaterThan(0.8);
  });

  it('are the same in whatever order the texts come', async () => {
    expect(await nearIn(texts, [5, 3, 1, 4, 2, 0])).toEqual(await nearIn(texts, [0, 1, 2, 3, 4, 5]));
  });

  it('at the threshold are found in at least 95 of 100 pairs', async () => {
    // 200 words with 4 others far apart share 176 of 216 shingles: .815.
    const pairs = Array.from({ length: 100 }, (_, i) => [story(i + 10), edited(story(i + 10), 47)]).flat();
    const near = await nearIn(pairs, [...pairs.keys()]);
    expect(near.length).toBeGreaterThanOrEqual(95);
  });
});
