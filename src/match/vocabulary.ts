import type { Tokens } from '../parse/tokens.js';
import { PairTable } from './pair-table.js';

/** The words that rules speak of, numbered from 0: a page's tokens are looked up once, for phrases and shapes alike. */
export class Vocabulary {
  private table = new PairTable(1024);
  private scratch = new Int32Array(1024);

  get size(): number {
    return this.table.size;
  }

  /** Number of a word, which is added if it is new. */
  add(hash: number, check: number): number {
    let word = this.table.get(hash, check);
    if (word === -1) {
      word = this.table.size;
      this.table.set(hash, check, word);
    }
    return word;
  }

  /** Number of each token's word, -1 where no rule speaks of it. The array is good until the next call. */
  numbersOf({ count, hash, check }: Tokens): Int32Array {
    if (this.scratch.length < count) this.scratch = new Int32Array(count * 2);
    const { scratch, table } = this;
    for (let i = 0; i < count; i++) scratch[i] = table.get(hash[i], check[i]);
    return scratch;
  }

  dump(): Int32Array[] {
    return this.table.dump();
  }

  restore(tables: Int32Array[]): void {
    this.table = PairTable.of(tables);
  }
}
