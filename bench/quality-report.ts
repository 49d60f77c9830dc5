import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countRoles, macroF1, type RolePair, roleAccuracy, scoreRoles } from '../src/eval/role-score.js';
import { meanScore, type Score } from '../src/eval/score.js';
import { wordsOf } from '../src/eval/word-score.js';
import type { Result } from '../src/types.js';
import { saysTitle } from '../training/corpus-features.js';
import type { CorpusSet } from './corpus.js';

/** A role with fewer labels says little of its own F1. */
const LEAST_LABELS = 30;
const OUT = join(import.meta.dirname, 'results');

/** How one page came out. */
export interface PageResult {
  set: CorpusSet;
  id: string;
  /** Score of each way to get a text, by its name. */
  methods: Record<string, Score>;
  /** Role found and hand-labelled role, for the paragraphs that have one. */
  roles: RolePair[];
  /** Whether the headline was found, where the page's text has one. */
  headline: boolean | undefined;
}

const f = (n: number) => n.toFixed(3);
const percent = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;

/** Whether the headline was found, where the page's title stands in its text. */
export function headlineFound(title: string, { page, metadata }: Result): boolean | undefined {
  const wanted = wordsOf(title);
  if (wanted.length === 0 || !page.text.split('\n').some((line) => saysTitle(wordsOf(line), wanted)))
    return undefined;
  return metadata.headline !== undefined && saysTitle(wordsOf(metadata.headline), wanted);
}

/** Mean scores of pages, a row for each way to get a text. */
export function scoreTable(title: string, results: readonly PageResult[]): string[] {
  return [
    `\n**${title}** (${results.length} pages)\n`,
    '| | F1 | precision | recall | pages that lose over half |',
    '|---|---|---|---|---|',
    ...Object.keys(results[0].methods).map((method) => {
      const scores = results.map((r) => r.methods[method]);
      const { f1, precision, recall } = meanScore(scores);
      const losing = scores.filter((s) => s.recall < 0.5).length;
      return `| ${method} | ${f(f1)} | ${f(precision)} | ${f(recall)} | ${percent(losing, scores.length)} |`;
    }),
  ];
}

/** Scores by role over all labelled paragraphs, and how often the headline was found. */
export function roleTable(results: readonly PageResult[]): string[] {
  const counts = countRoles(results.flatMap((r) => r.roles));
  const scores = scoreRoles(counts);
  const frequent = scores.filter(({ gold }) => gold >= LEAST_LABELS);
  const titled = results.filter((r) => r.headline !== undefined);
  return [
    '\n**Roles** (labelled paragraphs, whole sites left out)\n',
    '| role | labels | precision | recall | F1 |',
    '|---|---|---|---|---|',
    ...scores.map(
      ({ role, gold, precision, recall, f1 }) =>
        `| ${role} | ${gold} | ${f(precision)} | ${f(recall)} | ${f(f1)} |`,
    ),
    `\nMacro F1 over roles with ${LEAST_LABELS} labels or more: ${f(macroF1(frequent))}. Roles right: ${f(roleAccuracy(counts).right)}.`,
    `Headline found on ${percent(titled.filter((r) => r.headline).length, titled.length)} of the ${titled.length} pages whose title stands in their text.`,
  ];
}

/** Prints a report and writes it to `results/NAME.md`, with a JSON line for each page beside it. */
export function writeReport(name: string, lines: readonly string[], pages: readonly object[]): void {
  const report = lines.join('\n').trim();
  console.log(report);
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, `${name}.md`), `${report}\n`);
  writeFileSync(join(OUT, `${name}-pages.jsonl`), pages.map((page) => JSON.stringify(page)).join('\n'));
}
