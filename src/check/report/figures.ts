import { scoreOf } from '../../eval/score.js';
import { percent } from '../../report/totals.js';
import { boilerplateTotal, type CheckTotals } from '../totals.js';
import type { DocumentFindings } from '../types.js';
import type { CheckReport } from './types.js';

/** A count with its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How many findings each rule has, most first. */
export function byRule(documents: readonly DocumentFindings[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { findings } of documents)
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Roles with words of boilerplate, most first. */
export function byRole({ roles }: Pick<CheckTotals, 'roles'>): [string, number][] {
  return Object.entries(roles).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The documents with most errors, then most warnings. */
export function worstDocuments(documents: readonly DocumentFindings[], most: number) {
  return documents
    .flatMap(({ path, findings }) => {
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      return path === undefined ? [] : [{ path, errors, warnings: findings.length - errors }];
    })
    .sort((a, b) => b.errors - a.errors || b.warnings - a.warnings)
    .slice(0, most);
}

/** The result in one line. */
export function resultLine({ documents, totals, errors, warnings, accepted }: CheckReport): string {
  const withFindings = documents.filter(({ path }) => path !== undefined).length;
  const failed = totals.failed > 0 ? `; ${counted(totals.failed, 'document')} could not be read` : '';
  return `${counted(totals.documents, 'document')}, ${withFindings} with findings: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}${
    accepted > 0 ? ` (${accepted} more accepted by the baseline)` : ''
  }${failed}`;
}

/** Figures of the corpus, one a line. */
export function figureLines({ totals }: CheckReport): string[] {
  const { gold, article } = totals;
  const lines = [
    `boilerplate: ${percent(boilerplateTotal(totals), totals.words)} of ${counted(totals.words, 'word')}`,
    `duplicates: ${totals.duplicates} of ${counted(totals.documents, 'document')}`,
  ];
  if (gold) {
    const { precision, recall, f1 } = scoreOf(gold);
    lines.push(
      `gold: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)} by words of ${counted(gold.documents, 'document')}`,
    );
  }
  if (article)
    lines.push(`lost: ${percent(article.lost, article.words)} of ${article.words} words of the article`);
  return lines;
}
