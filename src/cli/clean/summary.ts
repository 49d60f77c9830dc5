import { percent, sortedRoles } from '../../report/totals.js';
import type { ReportContext } from '../../report/types.js';
import type { Tally } from './tally.js';

/** Roles that the short summary names. */
const NAMED = 5;

/** For a terminal: what went, and most of it in which roles, in one line; of many documents, also those that lost most. */
export function summaryText({ counted: { totals, lost } }: Tally, { chalk }: ReportContext): string {
  const words = totals.wordsKept + totals.wordsRemoved;
  const roles = sortedRoles(totals)
    .slice(0, NAMED)
    .map(([role, count]) => `${role} ${chalk.yellow(count)}`);
  const documents = totals.documents === 1 ? '' : `${totals.documents} documents: `;
  const failed = totals.failed > 0 ? chalk.red(`; ${totals.failed} failed`) : '';
  const line = `${documents}removed ${chalk.bold(totals.removed)} of ${totals.paragraphs} paragraphs, ${percent(totals.wordsRemoved, words)} of the words${roles.length > 0 ? ` (${roles.join(', ')})` : ''}${failed}\n`;
  if (totals.documents < 2 || lost.length === 0) return line;
  const most = lost.map((page) => `  ${page.removed} of ${page.words} words  ${page.id}\n`);
  return `${line}${totals.wordsKept} words kept, ${totals.wordsRemoved} removed; most of them from\n${most.join('')}`;
}

/** The same and more as JSON. It does not tell whether the run was interrupted and picked up again. */
export function summaryJson(
  { counted: { totals, lost }, failures }: Tally,
  { version, rulesHash }: Pick<ReportContext, 'version' | 'rulesHash'>,
): string {
  const roles = Object.fromEntries(sortedRoles(totals));
  return `${JSON.stringify({ dechaff: version, rules: rulesHash, ...totals, roles, lostMost: lost, failures }, null, 2)}\n`;
}
