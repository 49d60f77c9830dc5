import type { Counts } from '../eval/score.js';
import type { DocumentMeasure } from './measure-document.js';

/** Figures of a run. */
export interface CheckTotals {
  /** Documents that were measured. */
  documents: number;
  /** Documents that could not be read. */
  failed: number;
  words: number;
  /** Words of boilerplate by role. */
  roles: Record<string, number>;
  /** Duplicates and near-duplicates. */
  duplicates: number;
  gold?: Counts & { documents: number };
  article?: { words: number; lost: number };
}

/** Figures of no document at all. */
export function emptyCheckTotals(): CheckTotals {
  return { documents: 0, failed: 0, words: 0, roles: {}, duplicates: 0 };
}

/** Adds a document's figures. */
export function addMeasure(
  totals: CheckTotals,
  { words, boilerplate, gold, article }: DocumentMeasure,
): void {
  totals.documents++;
  totals.words += words;
  for (const [role, count] of Object.entries(boilerplate))
    totals.roles[role] = (totals.roles[role] ?? 0) + (count ?? 0);
  if (gold) {
    totals.gold ??= { documents: 0, shared: 0, predicted: 0, gold: 0 };
    totals.gold.documents++;
    for (const key of ['shared', 'predicted', 'gold'] as const) totals.gold[key] += gold[key];
  }
  if (article) {
    totals.article ??= { words: 0, lost: 0 };
    totals.article.words += article.words;
    totals.article.lost += article.lost;
  }
}

/** Words of boilerplate in all. */
export function boilerplateTotal({ roles }: Pick<CheckTotals, 'roles'>): number {
  return Object.values(roles).reduce((sum, n) => sum + n, 0);
}
