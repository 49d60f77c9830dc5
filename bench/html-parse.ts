import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { meanScore, type Score } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { parseHtml } from '../src/parse/html/parse-html.js';
import { hasCorpus, SETS } from './corpus.js';
import { htmlLabels, readHtmlCorpus } from './html-corpus.js';

/** Worst pages that are listed, by each measure. */
const WORST = 12;
const OUT = join(import.meta.dirname, 'results');

/** How well a page's text and paragraphs serve a decision that makes no mistake. */
interface Parsed {
  id: string;
  /** Share of the gold's words that the page's text has. */
  recall: number;
  /** Of the paragraphs that stand in the gold article by half. */
  perfect: Score;
  /** Share of gold words in elements that the page hides. */
  hidden: number;
}

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}

let units = 0;
let time = 0;

function measure(id: string, html: string, gold: string[]): Parsed {
  const started = performance.now();
  const page = parseHtml(html);
  time += performance.now() - started;
  units += html.length;
  const labels = htmlLabels(page, gold);
  const kept = page.children.filter((_, p) => labels[p] >= 0.5);
  const textOf = (paragraphs: typeof kept) =>
    paragraphs.map(({ start, end }) => page.text.slice(start, end)).join('\n');
  const hidden = kept.filter(({ block }) => block !== undefined && page.markup!.elements[block].hidden);
  const goldText = gold.join('\n');
  return {
    id,
    recall: wordScore(page.text, goldText).recall,
    perfect: wordScore(textOf(kept), goldText),
    hidden: wordScore(textOf(hidden), goldText).recall,
  };
}

const f = (n: number) => n.toFixed(4);
const out: string[] = [];
for (const set of SETS) {
  const pages: Parsed[] = [];
  for (const { id, html, gold } of readHtmlCorpus(set)) pages.push(measure(id, html, gold));
  const { f1, precision, recall } = meanScore(pages.map(({ perfect }) => perfect));
  const mean = (of: (page: Parsed) => number) =>
    pages.reduce((sum, page) => sum + of(page), 0) / pages.length;
  out.push(
    `\n**${set}** (${pages.length} pages)\n`,
    `- Gold words in the text: ${f(mean((page) => page.recall))}.`,
    `- A perfect decision: F1 ${f(f1)}, precision ${f(precision)}, recall ${f(recall)}.`,
    `- Gold words in hidden elements: ${f(mean((page) => page.hidden))}, on ${pages.filter(({ hidden }) => hidden > 0.1).length} pages over a tenth.`,
    `- Lowest recall: ${[...pages]
      .sort((a, b) => a.recall - b.recall)
      .slice(0, WORST)
      .map((page) => `${page.id} ${page.recall.toFixed(2)}`)
      .join(', ')}.`,
    `- Lowest F1 of a perfect decision: ${[...pages]
      .sort((a, b) => a.perfect.f1 - b.perfect.f1)
      .slice(0, WORST)
      .map(({ id, perfect }) => `${id} ${perfect.f1.toFixed(2)}`)
      .join(', ')}.`,
  );
}
console.log(out.join('\n'));
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'html-parse.md'), `${out.join('\n').trim()}\n`);
// A machine under load is several times slower: the speed is for the screen, not for the record.
console.error(
  `Parsed ${(units / 1e6).toFixed(0)} million code units at ${(units / time / 1000).toFixed(1)} million a second.`,
);
