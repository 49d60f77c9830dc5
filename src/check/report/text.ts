import { percent } from '../../report/totals.js';
import { measureOf } from '../measures/index.js';
import { toVFile } from '../message.js';
import { byRole, byRule, figureLines, resultLine } from './figures.js';
import type { CheckReporter } from './types.js';

/** For people: findings grouped by document, then what they come to. */
export const text: CheckReporter = function* (report, { chalk }) {
  for (const document of report.documents) {
    const { messages } = toVFile(document);
    yield `${chalk.underline(document.path ?? 'the corpus')}\n`;
    const places = messages.map(({ line, column }) => (line === undefined ? '' : `${line}:${column}`));
    const width = Math.max(...places.map((place) => place.length));
    for (const [i, { fatal, reason, ruleId }] of messages.entries()) {
      const label = fatal ? chalk.red('error  ') : chalk.yellow('warning');
      yield `  ${chalk.dim(places[i].padStart(width))}${width > 0 ? '  ' : ''}${label}  ${reason}  ${chalk.dim(ruleId)}\n`;
    }
    yield '\n';
  }
  for (const [rule, count] of byRule(report.documents))
    yield `${String(count).padStart(8)}  ${rule}: ${chalk.dim(measureOf(rule).help)}\n`;
  for (const line of figureLines(report)) yield `${line}\n`;
  for (const [role, words] of byRole(report.totals))
    yield `${percent(words, report.totals.words).padStart(8)}  ${role}\n`;
  yield `${(report.passed ? chalk.green : chalk.red)(resultLine(report))}\n`;
};
