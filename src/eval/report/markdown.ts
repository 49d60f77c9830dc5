import { gateLine, type Table, tablesOf } from './tables.js';
import type { EvaluationReporter } from './types.js';

// Ids and paragraphs come from pages: nothing in them may end a cell or make a tag, a link or code.
const escaped = (cell: string) =>
  cell.replace(/[\\`*_[\]<>|&]/g, (mark) => (mark === '&' ? '&amp;' : `\\${mark}`)).replace(/\s+/g, ' ');

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function markdownTable({ title, head, rows, texts = 0 }: Table): string {
  const rule = head.map((_, k) => (k === 0 || k >= head.length - texts ? '---' : '--:'));
  return [title, '', row(head), row(rule), ...rows.map((cells) => row(cells.map(escaped))), ''].join('\n');
}

/** Tables in GitHub's Markdown. */
export const markdown: EvaluationReporter = (evaluation) =>
  [
    ...tablesOf(evaluation).map(markdownTable),
    evaluation.gates.map((gate) => `- ${gateLine(gate)}\n`).join(''),
  ]
    .filter(Boolean)
    .join('\n');
