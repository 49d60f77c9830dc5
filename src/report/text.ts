import type { Result } from '../types.js';
import { countDocument, percent, sortedRoles } from './totals.js';
import type { ReportContext, Reporter, Totals } from './types.js';

const EXCERPT = 76;
const REASONS = 2;
/** Kept paragraphs with scores this near to the threshold are named: "when in doubt, keep, and say so". */
const DOUBT = 0.15;

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT - 1)}…`;
}

function reasons(result: Result, p: number, sign: 1 | -1): string {
  return result.verdicts[p].evidence
    .filter(({ weight }) => weight * sign > 0)
    .slice(0, REASONS)
    .map(({ why, rule, weight }) => `${why.replace(/\.$/, '')} (${rule} ${weight > 0 ? '+' : ''}${weight})`)
    .join('; ');
}

function totalLines(totals: Totals, { chalk }: ReportContext): string[] {
  const words = totals.wordsKept + totals.wordsRemoved;
  return [
    `removed ${totals.removed} of ${totals.paragraphs} paragraphs, ${totals.wordsRemoved} of ${words} words (${percent(totals.wordsRemoved, words)})`,
    ...sortedRoles(totals).map(([role, count]) => `${String(count).padStart(6)}  ${chalk.yellow(role)}`),
  ];
}

/** For people: what went, in which role and why, what was kept in doubt, and totals. */
export const text: Reporter = {
  extension: 'txt',
  document(result, context) {
    const { chalk, threshold } = context;
    const { document, page, paragraphs, verdicts } = result;
    const out = [chalk.bold(document.path ?? document.id)];
    for (const p of paragraphs) {
      const { role, keep, score } = verdicts[p.index];
      const doubtful = keep && score > threshold - DOUBT && score <= threshold;
      if (keep && !doubtful) continue;
      out.push(
        `${String(p.line).padStart(6)}  ${keep ? chalk.green(`kept in doubt: ${role}`) : chalk.red(role)}  ${chalk.dim(score.toFixed(2))}  ${excerpt(page.text.slice(p.start, p.end))}`,
      );
      const why = reasons(result, p.index, keep ? -1 : 1);
      if (why) out.push(chalk.dim(`        ${why}`));
    }
    return `${[...out, ...totalLines(countDocument(result), context)].join('\n')}\n\n`;
  },
  tail: (totals, context) =>
    totals.documents > 1
      ? `${[context.chalk.bold(`${totals.documents} documents`), ...totalLines(totals, context)].join('\n')}\n`
      : '',
};
