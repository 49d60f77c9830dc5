/** Integers of a cell: a pair, its value + 1, and one that only keeps cells from straddling cache lines. */
const CELL = 4;

/** A hash table from pairs of integers to an integer of 0 or more, open addressing: transitions and vocabularies. */
export class PairTable {
  private cells: Int32Array;
  private mask: number;
  private used = 0;

  constructor(capacity: number) {
    let n = 16;
    while (n < capacity * 2) n *= 2;
    this.cells = new Int32Array(n * CELL);
    this.mask = n * CELL - 1;
  }

  get size(): number {
    return this.used;
  }

  private home(a: number, b: number): number {
    const i = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    return ((i ^ (i >>> 15)) * CELL) & this.mask;
  }

  /** The value, or -1. */
  get(a: number, b: number): number {
    const { cells, mask } = this;
    for (let i = this.home(a, b); ; i = (i + CELL) & mask) {
      const value = cells[i + 2];
      if (value === 0 || (cells[i] === a && cells[i + 1] === b)) return value - 1;
    }
  }

  set(a: number, b: number, value: number): void {
    const { cells, mask } = this;
    let i = this.home(a, b);
    while (cells[i + 2] !== 0 && (cells[i] !== a || cells[i + 1] !== b)) i = (i + CELL) & mask;
    if (cells[i + 2] === 0 && ++this.used * 2 * CELL > mask) {
      this.grow();
      this.set(a, b, value);
      return;
    }
    cells[i] = a;
    cells[i + 1] = b;
    cells[i + 2] = value + 1;
  }

  clear(): void {
    this.cells.fill(0);
    this.used = 0;
  }

  private grow(): void {
    const { cells } = this;
    const larger = new PairTable(cells.length / CELL);
    for (let i = 0; i < cells.length; i += CELL)
      if (cells[i + 2] !== 0) larger.set(cells[i], cells[i + 1], cells[i + 2] - 1);
    this.cells = larger.cells;
    this.mask = larger.mask;
    this.used = larger.used;
  }

  /** The table as flat arrays, for `PairTable.of`. */
  dump(): Int32Array[] {
    return [this.cells, Int32Array.of(this.used)];
  }

  /** The table that `dump` wrote. */
  static of([cells, [used]]: Int32Array[]): PairTable {
    const table = new PairTable(1);
    Object.assign(table, { cells, mask: cells.length - 1, used });
    return table;
  }
}
