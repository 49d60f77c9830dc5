import { percent, sortedRoles } from '../../report/totals.js';
import type { ReportContext, Totals } from '../../report/types.js';

/** Roles that the short summary names. */
const NAMED = 5;

/** One line for a terminal: what went, and most of it in which roles. */
export function summaryLine(totals: Totals, { chalk }: ReportContext): string {
  const words = totals.wordsKept + totals.wordsRemoved;
  const roles = sortedRoles(totals)
    .slice(0, NAMED)
    .map(([role, count]) => `${role} ${chalk.yellow(count)}`);
  const documents = totals.documents === 1 ? '' : `${totals.documents} documents: `;
  const failed = totals.failed > 0 ? chalk.red(`; ${totals.failed} failed`) : '';
  return `${documents}removed ${chalk.bold(totals.removed)} of ${totals.paragraphs} paragraphs, ${percent(totals.wordsRemoved, words)} of the words${roles.length > 0 ? ` (${roles.join(', ')})` : ''}${failed}\n`;
}
