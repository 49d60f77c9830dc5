import { createHash } from 'node:crypto';
import { minHash } from '../fingerprint/minhash.js';
import { shingleSet, wordHashes } from '../fingerprint/shingles.js';
import { fingerprint } from '../match/kinds/fingerprint.js';
import type { TextFacts } from './types.js';

/** What the corpus is asked about a text: is there another like it, and which of its paragraphs stand elsewhere. */
export interface Fingerprints {
  /** Of the text with every run of white space one blank; empty for a text without words. */
  whole: string;
  signature?: Uint32Array;
  /** Paragraphs of at least `REPEATED_WORDS` words: 53 bits of their words' hash, and where they stand. */
  paragraphs: { key: Float64Array; start: Uint32Array; end: Uint32Array };
}

/** Shorter paragraphs are alike by chance: names, dates, subheadings. */
export const REPEATED_WORDS = 8;

/** First 16 hex digits of the SHA-256 of a text, white space and its amount left out of account. */
export function textHash(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 16);
}

/** Fingerprints of a text. */
export function fingerprintsOf({ page, tokens, words }: TextFacts): Fingerprints {
  const long = page.children.filter((_, p) => words[p] >= REPEATED_WORDS);
  const key = Float64Array.from(long, ({ index }) => {
    const [high, low] = fingerprint(tokens, tokens.first[index], tokens.first[index + 1]);
    return (high >>> 11) * 0x100000000 + (low >>> 0);
  });
  const set = shingleSet(wordHashes(page.text, tokens));
  return {
    whole: set.length === 0 ? '' : textHash(page.text),
    ...(set.length > 0 && { signature: minHash(set) }),
    paragraphs: {
      key,
      start: Uint32Array.from(long, ({ start }) => start),
      end: Uint32Array.from(long, ({ end }) => end),
    },
  };
}
