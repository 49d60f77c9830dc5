import { LEVEL, RESAMPLES } from '../bootstrap.js';
import type { Estimate, RoleSummary, ScoreEstimate, Summary } from '../summary.js';
import type { WorstDocument } from '../worst.js';
import type { Evaluation } from './types.js';

/** A table as all forms for people show it. The first column is text, the others are figures, but for `texts` at the end. */
export interface Table {
  /** A line above the table. */
  title: string;
  head: string[];
  rows: string[][];
  /** Columns at the end that hold text. */
  texts?: number;
}

const figure = (value: number) => value.toFixed(3);

function interval({ value, low, high }: Estimate): string {
  return low === undefined || high === undefined
    ? figure(value)
    : `${figure(value)} (${figure(low)}-${figure(high)})`;
}

function inPercent({ value, low, high }: Estimate): string {
  const per = (share: number) => Number((100 * share).toFixed(1));
  return low === undefined || high === undefined
    ? `${per(value)}%`
    : `${per(value)}% (${per(low)}-${per(high)}%)`;
}

function scoreRow(name: string, { precision, recall, f1 }: ScoreEstimate): string[] {
  return [name, ...[precision, recall, f1].map(interval)];
}

function scoreTable(
  { documents, words, paragraphs, loseHalf }: Summary,
  { predicted, gold }: Evaluation['leftOut'],
): Table {
  const count = `${documents} document${documents === 1 ? '' : 's'}`;
  const left = predicted + gold > 0 ? `, ${predicted + gold} without a partner left out` : '';
  const intervals =
    documents > 1 ? `; in brackets ${100 * LEVEL} % intervals of ${RESAMPLES} bootstrap resamples` : '';
  return {
    title: `${count}${left}; ${loseHalf.documents} lose over half of their words: ${inPercent(loseHalf.share)}${intervals}`,
    head: ['', 'precision', 'recall', 'F1'],
    rows: [
      scoreRow('words, mean over documents', words.macro),
      scoreRow('words, all as one', words.micro),
      scoreRow('paragraphs, mean over documents', paragraphs.macro),
      scoreRow('paragraphs, all as one', paragraphs.micro),
    ],
  };
}

function roleTable({ documents, paragraphs, right, macroF1, roles }: RoleSummary): Table {
  return {
    title: `roles of ${paragraphs} paragraphs, ${documents} document${documents === 1 ? '' : 's'}: right ${interval(right)}, macro F1 ${interval(macroF1)}`,
    head: ['role', 'precision', 'recall', 'F1', 'gold', 'predicted'],
    rows: roles.map(({ role, precision, recall, f1, gold, predicted }) => [
      role,
      ...[precision, recall, f1].map(figure),
      String(gold),
      String(predicted),
    ]),
  };
}

function worstTable(worst: readonly WorstDocument[]): Table {
  return {
    title: 'worst documents by words, and the longest paragraph of what went wrong most',
    head: ['document', 'precision', 'recall', 'F1', 'words lost', 'words left', 'mostly'],
    rows: worst.map(({ id, precision, recall, f1, wordsLost, wordsLeft, mostly, example }) => [
      id,
      ...[precision, recall, f1].map(figure),
      String(wordsLost),
      String(wordsLeft),
      example === undefined ? mostly : `${mostly}: ${example}`,
    ]),
    texts: 1,
  };
}

/** The tables of a result: scores, roles where there are any, the worst documents where there are any. */
export function tablesOf({ summary, leftOut }: Evaluation): Table[] {
  return [
    scoreTable(summary, leftOut),
    ...(summary.roles ? [roleTable(summary.roles)] : []),
    ...(summary.worst.length > 0 ? [worstTable(summary.worst)] : []),
  ];
}

/** A gate in words. Rounded down: what is missed by little must not look reached. */
export function gateLine({ measure, least, reached, holds }: Evaluation['gates'][number]): string {
  const shown = (Math.floor(reached * 1e4) / 1e4).toFixed(4);
  return `${measure === 'f1' ? 'F1' : measure} ${shown} ${holds ? 'reaches' : 'is below'} --min-${measure} ${least}`;
}
