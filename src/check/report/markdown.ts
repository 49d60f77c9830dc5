import { percent } from '../../report/totals.js';
import { boilerplateTotal } from '../totals.js';
import { byRole, byRule, figureLines, resultLine, worstDocuments } from './figures.js';
import type { CheckReport, CheckReporter } from './types.js';

/** Documents and findings that a summary names; a job summary holds a megabyte at most. */
const WORST = 10;
const LISTED = 50;

// Names and excerpts come from pages: nothing in them may end a cell or make a tag, a link or code.
const escaped = (cell: string) =>
  cell.replace(/[\\`*_[\]<>|&#@]/g, (mark) => `&#${mark.charCodeAt(0)};`).replace(/\s+/g, ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, k) => (k === 0 ? '---' : '--:')), ...rows.map((row) => row.map(escaped))]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');

const share = (part: number, all: number) => (all === 0 ? 0 : (100 * part) / all);

/** A change in points of per cent. */
function trend(now: number, before: number): string {
  const points = Number((now - before).toFixed(2));
  return points === 0 ? '=' : `${points > 0 ? '+' : '−'}${Math.abs(points)} points`;
}

function roleTable({ totals, before }: CheckReport): string {
  const names = new Set([...byRole(totals), ...(before ? byRole(before) : [])].map(([role]) => role));
  if (names.size === 0) return '';
  const row = (name: string, words: number, old: number) => [
    name,
    String(words),
    percent(words, totals.words),
    ...(before
      ? [percent(old, before.words), trend(share(words, totals.words), share(old, before.words))]
      : []),
  ];
  return `### Boilerplate by role\n\n${table(
    ['role', 'words', 'share', ...(before ? ['share in the baseline', 'trend'] : [])],
    [
      ...[...names].map((role) => row(role, totals.roles[role] ?? 0, before?.roles[role] ?? 0)),
      row('all', boilerplateTotal(totals), before ? boilerplateTotal(before) : 0),
    ],
  )}\n`;
}

/** For a job summary: totals, boilerplate by role with the trend, the worst documents, the first findings. */
export const markdown: CheckReporter = function* (report) {
  yield `## dechaff: ${report.passed ? 'passed' : 'failed'}\n\n${escaped(resultLine(report))}.\n\n`;
  yield `${figureLines(report)
    .map((line) => `- ${escaped(line)}\n`)
    .join('')}\n`;
  yield roleTable(report);
  const rules = byRule(report.documents);
  if (rules.length === 0) return;
  yield `### Findings by rule\n\n${table(
    ['rule', 'findings'],
    rules.map(([rule, count]) => [rule, String(count)]),
  )}\n`;
  yield `### Worst documents\n\n${table(
    ['document', 'errors', 'warnings'],
    worstDocuments(report.documents, WORST).map(({ path, errors, warnings }) => [
      path,
      String(errors),
      String(warnings),
    ]),
  )}\n`;
  const all = report.documents.flatMap(({ path, findings }) =>
    findings.map((finding) => ({ path, ...finding })).slice(0, LISTED),
  );
  yield '<details><summary>Findings</summary>\n\n';
  for (const { path, line, column, severity, reason, rule } of all.slice(0, LISTED))
    yield `- ${escaped(`${path ?? 'the corpus'}${line === undefined ? '' : `:${line}:${column}`}`)}: ${severity}: ${escaped(reason)} (${rule})\n`;
  const left = report.errors + report.warnings - Math.min(LISTED, all.length);
  if (left > 0) yield `- and ${left} more\n`;
  yield '\n</details>\n';
};
