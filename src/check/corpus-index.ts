import { bandsFor } from '../fingerprint/bands.js';
import { MemoryIndex, type SignatureIndex } from '../fingerprint/candidates.js';
import { estimateJaccard, SIGNATURE_SIZE } from '../fingerprint/minhash.js';
import { findNearDuplicates, type NearDuplicate } from '../fingerprint/near-duplicates.js';
import { jaccard } from '../fingerprint/shingles.js';
import type { Fingerprints } from './fingerprints.js';
import { ParagraphTable, type RepeatedParagraph } from './paragraph-table.js';

/** What the documents say of each other. */
export interface Repetition {
  duplicates: { document: number; of: number }[];
  near: NearDuplicate[];
  paragraphs: RepeatedParagraph[];
}

export interface CorpusIndexOptions {
  nearAt: number;
  repeatedIn: number;
  /** The sorted shingle set of a document, read again: candidates are verified by their exact similarity. */
  shingles(document: number): Promise<Uint32Array>;
  /** Whether findings are wanted of a document; the others are only what it is held against. */
  wanted?(document: number): boolean;
  /** Where signatures are kept; in memory if left out. */
  index?: SignatureIndex;
}

/** Beyond four standard errors an estimate of 128 values needs no second look. */
const SURELY_APART = 4 * Math.sqrt(0.25 / SIGNATURE_SIZE);
/** Shingle sets that are kept while buckets are verified. */
const CACHED = 256;

/**
 * Fingerprints of all documents of a run. They may come in any order: what is found hangs on the documents' numbers
 * alone, and of two that are alike the one with the higher number is reported.
 */
export class CorpusIndex {
  private readonly prints: string[] = [];
  private readonly paragraphs = new ParagraphTable();
  private readonly index: SignatureIndex;
  private readonly cache = new Map<number, Uint32Array>();

  constructor(private readonly options: CorpusIndexOptions) {
    this.index = options.index ?? new MemoryIndex(SIGNATURE_SIZE, bandsFor(options.nearAt, SIGNATURE_SIZE));
  }

  async add(document: number, { whole, signature, paragraphs }: Fingerprints): Promise<void> {
    this.prints[document] = whole;
    this.paragraphs.add(document, paragraphs);
    if (signature) await this.index.add(document, signature);
  }

  async finish(): Promise<Repetition> {
    const { wanted = () => true, repeatedIn, nearAt } = this.options;
    const duplicates = this.exactDuplicates();
    const left = new Set(duplicates.map(({ document }) => document));
    const near = await findNearDuplicates(
      this.bucketsWithout(left, wanted),
      (a, b) => this.similarity(a, b),
      nearAt,
    );
    for (const { document } of near) left.add(document);
    await this.index.close();
    return {
      duplicates: duplicates.filter(({ document }) => wanted(document)),
      near: near.filter(({ document }) => wanted(document)),
      paragraphs: this.paragraphs
        .repeated(repeatedIn, (document) => !left.has(document))
        .filter(({ document }) => wanted(document)),
    };
  }

  private exactDuplicates(): Repetition['duplicates'] {
    const first = new Map<string, number>();
    const found: Repetition['duplicates'] = [];
    this.prints.forEach((print, document) => {
      if (print === '') return;
      const of = first.get(print);
      if (of === undefined) first.set(print, document);
      else found.push({ document, of });
    });
    return found;
  }

  private async *bucketsWithout(left: ReadonlySet<number>, wanted: (document: number) => boolean) {
    for await (const bucket of this.index.buckets()) {
      const rest = bucket.filter((document) => !left.has(document));
      if (rest.length > 1 && rest.some(wanted)) yield rest;
    }
  }

  private async similarity(a: number, b: number): Promise<number | undefined> {
    if (this.index instanceof MemoryIndex) {
      const estimate = estimateJaccard(this.index.signature(a), this.index.signature(b));
      if (estimate < this.options.nearAt - SURELY_APART) return undefined;
    }
    return jaccard(await this.shinglesOf(a), await this.shinglesOf(b));
  }

  private async shinglesOf(document: number): Promise<Uint32Array> {
    let set = this.cache.get(document);
    if (!set) {
      set = await this.options.shingles(document);
      if (this.cache.size >= CACHED) this.cache.delete(this.cache.keys().next().value!);
      this.cache.set(document, set);
    }
    return set;
  }
}
