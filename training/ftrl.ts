/** Learning rate and penalties; chosen by cross-validation (docs/model.md). */
export interface FtrlRates {
  alpha: number;
  l1: number;
  l2: number;
}

const BETA = 1;

/**
 * Linear models over the same sparse slots, trained by FTRL-proximal: one pass a time over the rows, most weights
 * exactly 0 (McMahan et al., "Ad click prediction", 2013). A row's slots share one value, 1 / sqrt(their number).
 */
export class Ftrl {
  private readonly z: Float32Array;
  private readonly squares: Float32Array;
  private readonly out: Float64Array;

  constructor(
    private readonly slots: number,
    private readonly outputs: number,
    private readonly rates: FtrlRates,
  ) {
    this.z = new Float32Array((slots + 1) * outputs);
    this.squares = new Float32Array((slots + 1) * outputs);
    this.out = new Float64Array(outputs);
  }

  private at(i: number, l1: number): number {
    const z = this.z[i];
    if (Math.abs(z) <= l1) return 0;
    const { alpha, l2 } = this.rates;
    return -(z - Math.sign(z) * l1) / ((BETA + Math.sqrt(this.squares[i])) / alpha + l2);
  }

  weight(slot: number, output: number): number {
    return this.at(slot * this.outputs + output, this.rates.l1);
  }

  bias(output: number): number {
    return this.at(this.slots * this.outputs + output, 0);
  }

  /** Sums of all outputs for a row, in an array that the next call overwrites. */
  sums(slots: Int32Array, from: number, to: number): Float64Array {
    const { out, outputs, z } = this;
    const share = 1 / Math.sqrt(Math.max(1, to - from));
    for (let o = 0; o < outputs; o++) out[o] = this.bias(o);
    for (let k = from; k < to; k++) {
      const base = slots[k] * outputs;
      for (let o = 0; o < outputs; o++)
        if (z[base + o] !== 0) out[o] += this.at(base + o, this.rates.l1) * share;
    }
    return out;
  }

  /** Takes one step for a row's output; `error` is its probability less its target. */
  learn(slots: Int32Array, from: number, to: number, output: number, error: number): void {
    const share = 1 / Math.sqrt(Math.max(1, to - from));
    for (let k = from; k < to; k++) this.step(slots[k] * this.outputs + output, error * share, this.rates.l1);
    this.step(this.slots * this.outputs + output, error, 0);
  }

  private step(i: number, gradient: number, l1: number): void {
    const before = Math.sqrt(this.squares[i]);
    this.squares[i] += gradient * gradient;
    const sigma = (Math.sqrt(this.squares[i]) - before) / this.rates.alpha;
    this.z[i] += gradient - sigma * this.at(i, l1);
  }
}
