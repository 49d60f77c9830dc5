import type { Buckets } from './candidates.js';

/** A text that is nearly another one that came before it. */
export interface NearDuplicate {
  document: number;
  of: number;
  /** Jaccard similarity of their shingle sets. */
  similarity: number;
}

/** Similarity of two texts, or undefined where it is surely under the threshold. */
export type Similarity = (a: number, b: number) => number | undefined | Promise<number | undefined>;

/**
 * In a bucket each text is held against so many of the earliest ones at most: ten thousand variants of one text are
 * ten thousand comparisons, as each finds its like at once.
 */
const MOST_COMPARED = 16;

/**
 * Texts to which an earlier one is near: each is named once, with the first that was found near to it. Every pair is
 * verified, so there are no false ones.
 */
export async function findNearDuplicates(
  buckets: Buckets,
  similarity: Similarity,
  threshold: number,
): Promise<NearDuplicate[]> {
  const found = new Map<number, NearDuplicate>();
  const apart = new Set<string>();
  for await (const bucket of buckets)
    for (const [i, document] of bucket.entries()) {
      if (found.has(document)) continue;
      for (const of of bucket.slice(0, Math.min(i, MOST_COMPARED))) {
        const pair = `${of} ${document}`;
        if (apart.has(pair)) continue;
        const value = await similarity(of, document);
        if (value !== undefined && value >= threshold) {
          found.set(document, { document, of, similarity: value });
          break;
        }
        apart.add(pair);
      }
    }
  return [...found.values()].sort((a, b) => a.document - b.document);
}
