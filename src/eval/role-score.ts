import { ROLES, type Role } from '../roles.js';
import { type Score, scoreOf } from './score.js';

/** A stretch of a page and its role; offsets are UTF-16 code units, the end is one past the last. */
export type Span = readonly [start: number, end: number, role: Role];

/** The role found and the gold one of a piece of text; nothing was found where no paragraph was predicted there. */
export interface RolePair {
  predicted: Role | undefined;
  gold: Role;
}

/** How one role fared. */
export interface RoleScore extends Score {
  role: Role;
  gold: number;
  predicted: number;
}

/** This share of the shorter of two spans must overlap: less is an end that was set a little apart. */
const LEAST_OVERLAP = 0.5;

const byStart = (spans: readonly Span[]) => [...spans].sort((a, b) => a[0] - b[0]);

/**
 * Holds found spans against gold ones. The unit is what is one paragraph on both sides: a gold span over five paragraphs
 * gives five pairs, a paragraph over two gold spans two. What has no gold role does not count.
 */
export function pairRoles(predicted: readonly Span[], gold: readonly Span[]): RolePair[] {
  const found = byStart(predicted);
  const pairs: RolePair[] = [];
  let first = 0;
  for (const [start, end, role] of byStart(gold)) {
    while (first < found.length && found[first][1] <= start) first++;
    const before = pairs.length;
    for (let i = first; i < found.length && found[i][0] < end; i++) {
      const [from, to, other] = found[i];
      const overlap = Math.min(end, to) - Math.max(start, from);
      if (overlap >= LEAST_OVERLAP * Math.min(end - start, to - from))
        pairs.push({ predicted: other, gold: role });
    }
    if (pairs.length === before) pairs.push({ predicted: undefined, gold: role });
  }
  return pairs;
}

/** Counts of roles as one list, so that documents can be added up: for each role of `ROLES` shared, predicted, gold. */
export function countRoles(pairs: readonly RolePair[]): number[] {
  const counts = new Array<number>(3 * ROLES.length).fill(0);
  for (const { predicted, gold } of pairs) {
    const at = 3 * ROLES.indexOf(gold);
    counts[at + 2]++;
    if (predicted === gold) counts[at]++;
    if (predicted !== undefined) counts[3 * ROLES.indexOf(predicted) + 1]++;
  }
  return counts;
}

/** Precision, recall and F1 of each role that stands on either side, in the order of `ROLES`. */
export function scoreRoles(counts: ArrayLike<number>): RoleScore[] {
  return ROLES.flatMap((role, i) => {
    const [shared, predicted, gold] = [counts[3 * i], counts[3 * i + 1], counts[3 * i + 2]];
    if (predicted + gold === 0) return [];
    // A role that the gold never has cannot be recalled.
    return [
      { role, gold, predicted, ...scoreOf({ shared, predicted, gold }), ...(gold === 0 && { recall: 0 }) },
    ];
  });
}

/** Mean F1 over the roles that the gold has: each counts alike, however rare. 0 where it has none. */
export function macroF1(scores: readonly RoleScore[]): number {
  const inGold = scores.filter(({ gold }) => gold > 0);
  return inGold.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, inGold.length);
}

/** Share of the pieces whose role is right, and how many there are. */
export function roleAccuracy(counts: ArrayLike<number>): { right: number; pieces: number } {
  let shared = 0;
  let pieces = 0;
  for (let i = 0; i < counts.length; i += 3) {
    shared += counts[i];
    pieces += counts[i + 2];
  }
  return { right: shared / Math.max(1, pieces), pieces };
}
