import { type Bands, bandNumber } from './bands.js';

/** Groups of documents that agree in one band, each in ascending order. */
export type Buckets = AsyncIterable<readonly number[]> | Iterable<readonly number[]>;

/** Signatures of texts, gathered one after the other in any order. */
export interface SignatureIndex {
  add(document: number, signature: Uint32Array): void | Promise<void>;
  /** All groups of two or more, band by band, in an order that depends on nothing but what was added. */
  buckets(): Buckets;
  close(): void | Promise<void>;
}

/** Signatures in one flat array: 512 bytes a text of 128 values. */
export class MemoryIndex implements SignatureIndex {
  private signatures: Uint32Array;
  private present: Uint8Array;
  private count = 0;

  constructor(
    private readonly size: number,
    private readonly cut: Bands,
    capacity = 1024,
  ) {
    this.signatures = new Uint32Array(capacity * size);
    this.present = new Uint8Array(capacity);
  }

  add(document: number, signature: Uint32Array): void {
    if (document >= this.present.length) this.grow(document + 1);
    this.signatures.set(signature, document * this.size);
    this.present[document] = 1;
    this.count = Math.max(this.count, document + 1);
  }

  private grow(least: number): void {
    const capacity = Math.max(least, this.present.length * 2);
    const signatures = new Uint32Array(capacity * this.size);
    signatures.set(this.signatures);
    const present = new Uint8Array(capacity);
    present.set(this.present);
    this.signatures = signatures;
    this.present = present;
  }

  *buckets(): Generator<number[]> {
    const { bands, rows } = this.cut;
    const keys = new Float64Array(this.count);
    const order = Uint32Array.from(this.present.subarray(0, this.count).keys()).filter(
      (d) => this.present[d],
    );
    for (let band = 0; band < bands; band++) {
      for (const d of order) keys[d] = bandNumber(this.signatures, d * this.size + band * rows, rows);
      order.sort((a, b) => keys[a] - keys[b] || a - b);
      for (let from = 0; from < order.length; ) {
        let to = from + 1;
        while (to < order.length && keys[order[to]] === keys[order[from]]) to++;
        if (to - from > 1) yield Array.from(order.subarray(from, to));
        from = to;
      }
    }
  }

  /** The signature of a text that was added: a view. */
  signature(document: number): Uint32Array {
    return this.signatures.subarray(document * this.size, (document + 1) * this.size);
  }

  close(): void {}
}
