import { addTotals, emptyTotals } from '../../report/totals.js';
import type { Totals } from '../../report/types.js';

/** A page and the words that it lost. */
export interface LostPage {
  id: string;
  words: number;
  removed: number;
}

/** Pages that are named among those that lost most, and failures that are kept in words. */
const MOST_LOST = 10;
const MOST_FAILURES = 1000;

/** Counts of some pages, and those that lost most. */
export interface Counted {
  totals: Totals;
  lost: LostPage[];
}

/** No pages at all. */
export const nothingCounted = (): Counted => ({ totals: emptyTotals(), lost: [] });

/** Counts a page. */
export function countPage(counted: Counted, id: string, page: Totals): void {
  const { wordsKept, wordsRemoved } = page;
  addTotals(counted.totals, page);
  if (wordsRemoved > 0) keepMost(counted, [{ id, words: wordsKept + wordsRemoved, removed: wordsRemoved }]);
}

/** Adds what was counted elsewhere. */
export function addCounted(counted: Counted, more: Counted): void {
  addTotals(counted.totals, more.totals);
  keepMost(counted, more.lost);
}

function keepMost(counted: Counted, more: readonly LostPage[]): void {
  const { lost } = counted;
  if (lost.length === MOST_LOST && more.every(({ removed }) => removed < lost[MOST_LOST - 1].removed)) return;
  counted.lost = [...lost, ...more]
    .sort((a, b) => b.removed - a.removed || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .slice(0, MOST_LOST);
}

/** What a run comes to: counts, and what failed. */
export class Tally {
  readonly counted = nothingCounted();
  readonly failures: string[] = [];

  get totals(): Totals {
    return this.counted.totals;
  }

  fail(message: string): void {
    this.totals.failed++;
    if (this.failures.length < MOST_FAILURES) this.failures.push(message);
  }
}
