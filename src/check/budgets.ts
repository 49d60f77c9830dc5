import { percent } from '../report/totals.js';
import type { Role } from '../roles.js';
import type { CheckTotals } from './totals.js';
import type { CheckOptions, Finding } from './types.js';

/** An amount that is allowed: so many, or a share of all, 0 to 1. */
export type Limit = { count: number } | { share: number };

/** What the corpus as a whole may hold. */
export interface Budgets {
  /** Share of boilerplate words. */
  boilerplate?: number;
  roles: Partial<Record<Role, number>>;
  /** Duplicates and near-duplicates together. */
  duplicates?: Limit;
  /** Share of article words that cleaning may lose. */
  overRemoval?: number;
}

const sum = (values: Iterable<number | undefined>) => {
  let total = 0;
  for (const value of values) total += value ?? 0;
  return total;
};

function over(what: string, part: number, all: number, limit: Limit): string[] {
  if ('count' in limit)
    return part > limit.count ? [`${part} ${what}, at most ${limit.count} are allowed`] : [];
  return part > limit.share * all
    ? [`${percent(part, all)} ${what}, at most ${percent(limit.share, 1)} are allowed`]
    : [];
}

/** Findings for every budget that a corpus breaks. */
export function checkBudgets(
  totals: CheckTotals,
  budgets: Budgets,
  { levels }: Pick<CheckOptions, 'levels'>,
): Finding[] {
  const { boilerplate, roles, duplicates, overRemoval } = budgets;
  const broken = [
    ...(boilerplate === undefined
      ? []
      : over('of all words are boilerplate', sum(Object.values(totals.roles)), totals.words, {
          share: boilerplate,
        })),
    ...Object.entries(roles).flatMap(([role, share]) =>
      over(`of all words are ${role}`, totals.roles[role] ?? 0, totals.words, { share }),
    ),
    ...(duplicates
      ? over('of the documents are duplicates', totals.duplicates, totals.documents, duplicates)
      : []),
    ...(overRemoval === undefined || !totals.article
      ? []
      : over('of the article words are lost', totals.article.lost, totals.article.words, {
          share: overRemoval,
        })),
  ];
  const severity = levels.budget;
  if (severity === 'off') return [];
  return broken.map((reason) => ({ rule: 'budget', severity, reason, hash: 'budget' }));
}
