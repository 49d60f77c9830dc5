import { percent } from '../../report/totals.js';
import { toVFile } from '../message.js';
import { escapeMarkup } from './escape-markup.js';
import { byRole, byRule, figureLines, resultLine } from './figures.js';
import type { CheckReporter } from './types.js';

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}td,th{border-bottom:1px solid #8884;padding:.2rem .7rem;text-align:left;vertical-align:top}
.error{color:#c62828}.warning{color:#9a6700}td.number{text-align:right;white-space:nowrap}h2{font-size:1rem;margin:1.5rem 0 0;overflow-wrap:anywhere}`;

function table(head: readonly string[], rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return '';
  const body = rows.map(
    ([name, value]) => `<tr><td>${escapeMarkup(name)}<td class="number">${escapeMarkup(value)}`,
  );
  return `<table><tr>${head.map((cell) => `<th>${cell}`).join('')}\n${body.join('\n')}\n</table>\n`;
}

/** One page that needs nothing else: figures, then findings by document. */
export const html: CheckReporter = function* (report, { version, docs }) {
  yield `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\n<title>dechaff check</title>\n<style>${STYLE}</style>\n`;
  yield `<h1>dechaff check: ${report.passed ? 'passed' : 'failed'}</h1>\n<p>${escapeMarkup(resultLine(report))}.</p>\n`;
  yield `<ul>${figureLines(report)
    .map((line) => `<li>${escapeMarkup(line)}`)
    .join('')}</ul>\n`;
  const { totals } = report;
  yield table(
    ['role', 'share of the words'],
    byRole(totals).map(([role, words]) => [role, percent(words, totals.words)]),
  );
  yield table(
    ['rule', 'findings'],
    byRule(report.documents).map(([rule, count]) => [rule, String(count)]),
  );
  for (const document of report.documents) {
    yield `<h2>${escapeMarkup(document.path ?? 'The corpus')}</h2>\n<table>\n`;
    for (const { line, column, fatal, reason, ruleId, note, url } of toVFile(document, docs).messages) {
      const sort = fatal ? 'error' : 'warning';
      const at = line === undefined ? '' : `${line}:${column}`;
      yield `<tr><td class="number">${at}<td class="${sort}">${sort}<td>${escapeMarkup(reason)}<td title="${escapeMarkup(note!)}">${docs === undefined ? ruleId : `<a href="${escapeMarkup(url!)}">${ruleId}</a>`}\n`;
    }
    yield '</table>\n';
  }
  yield `<footer><p>dechaff ${escapeMarkup(version)}</p></footer>\n</html>\n`;
};
