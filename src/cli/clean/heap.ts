import { setFlagsFromString } from 'node:v8';

/**
 * Per cent by which the old generation of a thread may grow beyond what lives in it before that is collected. V8 would let it
 * grow fourfold where a machine has much memory, in each thread for itself; a batch lives on models and tables that stay.
 */
const GROWTH = 50;

/** Has all threads of this process collect garbage before it is much, for a run that takes its time. */
export function boundHeaps(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
