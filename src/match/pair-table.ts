/** A hash table from pairs of integers to an integer of 0 or more, open addressing: transitions and vocabularies. */
export class PairTable {
  private keysA: Int32Array;
  private keysB: Int32Array;
  private values: Int32Array;
  private mask: number;
  private size = 0;

  constructor(capacity: number) {
    let n = 16;
    while (n < capacity * 2) n *= 2;
    this.mask = n - 1;
    this.keysA = new Int32Array(n);
    this.keysB = new Int32Array(n);
    this.values = new Int32Array(n).fill(-1);
  }

  private slot(a: number, b: number): number {
    let i = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
    i = (i ^ (i >>> 15)) & this.mask;
    while (this.values[i] !== -1 && (this.keysA[i] !== a || this.keysB[i] !== b)) i = (i + 1) & this.mask;
    return i;
  }

  /** The value, or -1. */
  get(a: number, b: number): number {
    return this.values[this.slot(a, b)];
  }

  set(a: number, b: number, value: number): void {
    const i = this.slot(a, b);
    if (this.values[i] === -1 && ++this.size * 2 > this.mask) {
      this.grow();
      this.set(a, b, value);
      return;
    }
    this.keysA[i] = a;
    this.keysB[i] = b;
    this.values[i] = value;
  }

  private grow(): void {
    const { keysA, keysB, values } = this;
    const larger = new PairTable(values.length);
    for (let i = 0; i < values.length; i++) if (values[i] !== -1) larger.set(keysA[i], keysB[i], values[i]);
    this.keysA = larger.keysA;
    this.keysB = larger.keysB;
    this.values = larger.values;
    this.mask = larger.mask;
    this.size = larger.size;
  }

  /** The table as flat arrays, for `PairTable.of`. */
  dump(): Int32Array[] {
    return [this.keysA, this.keysB, this.values, Int32Array.of(this.size)];
  }

  /** The table that `dump` wrote. */
  static of([keysA, keysB, values, [size]]: Int32Array[]): PairTable {
    const table = new PairTable(1);
    Object.assign(table, { keysA, keysB, values, mask: values.length - 1, size });
    return table;
  }
}
