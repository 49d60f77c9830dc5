import { countWords } from '../match/rule-set.js';
import { tokenise } from '../parse/tokens.js';
import type { Role } from '../roles.js';
import type { Result } from '../types.js';
import type { Totals } from './types.js';

/** Counts of no document at all. */
export function emptyTotals(): Totals {
  return { documents: 0, failed: 0, paragraphs: 0, removed: 0, wordsKept: 0, wordsRemoved: 0, roles: {} };
}

/** Counts of one document. */
export function countDocument({ page, paragraphs, verdicts }: Result): Totals {
  const totals = emptyTotals();
  const words = countWords(page, tokenise(page));
  totals.documents = 1;
  totals.paragraphs = paragraphs.length;
  verdicts.forEach(({ keep, role }, p) => {
    if (keep) {
      totals.wordsKept += words[p];
      return;
    }
    totals.removed++;
    totals.wordsRemoved += words[p];
    totals.roles[role] = (totals.roles[role] ?? 0) + 1;
  });
  return totals;
}

/** Adds counts to others. */
export function addTotals(totals: Totals, { roles, ...counts }: Totals): void {
  for (const [name, count] of Object.entries(counts) as [keyof typeof counts, number][])
    totals[name] += count;
  for (const [role, count] of Object.entries(roles) as [Role, number][])
    totals.roles[role] = (totals.roles[role] ?? 0) + count;
}

/** Roles of what was removed, the most frequent first. */
export function sortedRoles({ roles }: Totals): [Role, number][] {
  return (Object.entries(roles) as [Role, number][]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Share of the words, in per cent with at most one decimal. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(1))}%`;
}
