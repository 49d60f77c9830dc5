import type { Fingerprints } from './fingerprints.js';

/** One place of a paragraph that stands in several documents. */
export interface RepeatedParagraph {
  document: number;
  start: number;
  end: number;
  /** In how many documents it stands. */
  documents: number;
}

/** Paragraphs of all documents in flat arrays, 20 bytes each. */
export class ParagraphTable {
  private keys = new Float64Array(1024);
  private documents = new Uint32Array(1024);
  private starts = new Uint32Array(1024);
  private ends = new Uint32Array(1024);
  private count = 0;

  add(document: number, { key, start, end }: Fingerprints['paragraphs']): void {
    const needed = this.count + key.length;
    if (needed > this.keys.length) this.grow(Math.max(needed, this.keys.length * 2));
    this.keys.set(key, this.count);
    this.starts.set(start, this.count);
    this.ends.set(end, this.count);
    this.documents.fill(document, this.count, needed);
    this.count = needed;
  }

  private grow(capacity: number): void {
    const larger = <T extends Float64Array | Uint32Array>(old: T): T => {
      const array = new (old.constructor as new (length: number) => T)(capacity);
      array.set(old);
      return array;
    };
    this.keys = larger(this.keys);
    this.documents = larger(this.documents);
    this.starts = larger(this.starts);
    this.ends = larger(this.ends);
  }

  /**
   * Places of the paragraphs that stand in at least so many documents, by document and offset. Documents that do not
   * count are copies of others: all of their paragraphs stand elsewhere.
   */
  repeated(least: number, counts: (document: number) => boolean): RepeatedParagraph[] {
    const { keys, documents, starts, ends } = this;
    const order = Uint32Array.from({ length: this.count }, (_, i) => i).filter((i) => counts(documents[i]));
    order.sort((a, b) => keys[a] - keys[b] || documents[a] - documents[b] || starts[a] - starts[b]);
    const found: RepeatedParagraph[] = [];
    for (let from = 0; from < order.length; ) {
      let to = from;
      let different = 0;
      for (; to < order.length && keys[order[to]] === keys[order[from]]; to++)
        if (to === from || documents[order[to]] !== documents[order[to - 1]]) different++;
      if (different >= least)
        for (const i of order.subarray(from, to))
          found.push({ document: documents[i], start: starts[i], end: ends[i], documents: different });
      from = to;
    }
    return found.sort((a, b) => a.document - b.document || a.start - b.start);
  }
}
