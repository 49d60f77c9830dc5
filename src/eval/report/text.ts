import { gateLine, type Table, tablesOf } from './tables.js';
import type { EvaluationContext, EvaluationReporter } from './types.js';

/** Code units of a text at the end of a row. */
const EXCERPT = 60;

function cut(cell: string): string {
  return cell.length > EXCERPT ? `${cell.slice(0, EXCERPT - 1)}…` : cell;
}

function aligned({ title, head, rows, texts = 0 }: Table, { chalk }: EvaluationContext): string {
  const isText = (column: number) => column === 0 || column >= head.length - texts;
  const cells = [head, ...rows].map((row) =>
    row.map((cell, k) => (k >= head.length - texts ? cut(cell) : cell)),
  );
  const widths = head.map((_, k) => Math.max(...cells.map((row) => row[k].length)));
  const lines = cells.map((row) =>
    row
      .map((cell, k) => (isText(k) ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
      .join('  ')
      .trimEnd(),
  );
  return `${chalk.bold(title)}\n${chalk.dim(lines[0])}\n${lines.slice(1).join('\n')}\n`;
}

/** Aligned tables for a terminal. */
export const text: EvaluationReporter = (evaluation, context) => {
  const { chalk } = context;
  const gates = evaluation.gates.map((gate) => `${(gate.holds ? chalk.green : chalk.red)(gateLine(gate))}\n`);
  return [...tablesOf(evaluation).map((table) => aligned(table, context)), gates.join('')]
    .filter(Boolean)
    .join('\n');
};
