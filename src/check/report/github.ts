import type { VFileMessage } from 'vfile-message';
import { toVFile } from '../message.js';
import { counted, resultLine } from './figures.js';
import type { CheckReporter } from './types.js';

/** GitHub shows so many annotations of each sort a step, and drops the others without a word. */
const MOST = 10;

const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function annotation({ fatal, file, place, ruleId, reason, note }: VFileMessage): string {
  const span = place && 'start' in place ? place : undefined;
  const properties = [
    ...(file ? [`file=${property(file)}`] : []),
    ...(span ? [`line=${span.start.line}`, `endLine=${span.end.line}`] : []),
    // Columns of several lines are refused.
    ...(span && span.start.line === span.end.line
      ? [`col=${span.start.column}`, `endColumn=${span.end.column}`]
      : []),
    `title=${property(`dechaff ${ruleId}`)}`,
  ];
  return `::${fatal ? 'error' : 'warning'} ${properties.join(',')}::${data(`${reason}\n${note}`)}\n`;
}

/** Annotations of GitHub Actions, as many as it shows; the others are counted. */
export const github: CheckReporter = function* (report) {
  const shown = { error: 0, warning: 0 };
  // What concerns the whole corpus is said first: it would be lost behind the tenth line of one document.
  const order = [
    ...report.documents.filter(({ path }) => path === undefined),
    ...report.documents.filter(({ path }) => path !== undefined),
  ];
  for (const document of order) {
    if (shown.error >= MOST && shown.warning >= MOST) break;
    for (const message of toVFile(document).messages) {
      const sort = message.fatal ? 'error' : 'warning';
      if (shown[sort]++ < MOST) yield annotation(message);
    }
  }
  const left = [
    ...(report.errors > MOST ? [counted(report.errors - MOST, 'more error')] : []),
    ...(report.warnings > MOST ? [counted(report.warnings - MOST, 'more warning')] : []),
  ];
  yield `::notice title=dechaff::${data(resultLine(report) + (left.length > 0 ? `. Not annotated: ${left.join(', ')}` : ''))}\n`;
};
