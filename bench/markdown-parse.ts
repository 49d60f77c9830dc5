import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { meanScore, type Score } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { parseMarkdown } from '../src/parse/markdown.js';
import { hasCorpus, SETS } from './corpus.js';
import { htmlLabels } from './html-corpus.js';
import { type MarkdownCorpusPage, readMarkdownCorpus } from './markdown-corpus.js';

/** Worst pages that are listed. */
const WORST = 12;
const OUT = join(import.meta.dirname, 'results');

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}

let units = 0;
let time = 0;

/** How well a page's text and paragraphs serve a decision that makes no mistake. */
function measure({ id, markdown, gold }: MarkdownCorpusPage): { id: string; recall: number; perfect: Score } {
  const started = performance.now();
  const page = parseMarkdown(markdown);
  time += performance.now() - started;
  units += markdown.length;
  const labels = htmlLabels(page, gold);
  const kept = page.children
    .filter((_, p) => labels[p] >= 0.5)
    .map(({ start, end }) => page.text.slice(start, end));
  const goldText = gold.join('\n');
  return {
    id,
    recall: wordScore(page.text, goldText).recall,
    perfect: wordScore(kept.join('\n'), goldText),
  };
}

const out: string[] = [];
for (const set of SETS) {
  const pages = [...readMarkdownCorpus(set)].map(measure);
  const { f1, precision, recall } = meanScore(pages.map(({ perfect }) => perfect));
  const mean = pages.reduce((sum, page) => sum + page.recall, 0) / pages.length;
  const worst = [...pages].sort((a, b) => a.perfect.f1 - b.perfect.f1).slice(0, WORST);
  out.push(
    `\n**${set}** (${pages.length} pages)\n`,
    `- Gold words in the text: ${mean.toFixed(4)}.`,
    `- A perfect decision: F1 ${f1.toFixed(4)}, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}.`,
    `- Lowest F1 of a perfect decision: ${worst.map(({ id, perfect }) => `${id} ${perfect.f1.toFixed(2)}`).join(', ')}.`,
  );
}
const speed = (units / time / 1000).toFixed(1);
out.push(`\nParsed ${(units / 1e6).toFixed(0)} million code units at ${speed} million a second.`);
console.log(out.join('\n'));
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'markdown-parse.md'), `${out.join('\n').trim()}\n`);
