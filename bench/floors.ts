import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meanScore } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { createProcessor, processDocument } from '../src/processor.js';
import type { Document } from '../src/types.js';
import { type CorpusSet, hasCorpus, readCorpus, SETS } from './corpus.js';
import { readHtmlCorpus } from './html-corpus.js';

type Floor = { f1: number; recall: number };
/** A page of the corpus as a document, and its gold article. */
type Sample = { document: Document; gold: string };

/** Every so many pages of a set: a quick look with the shipped weights, not a measure of quality (they were trained on these pages). */
const STEP = 4;
const FLOORS = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8')) as Record<
  'text' | 'html',
  Record<CorpusSet, Floor>
>;
const processor = createProcessor({ keep: ['body', 'subheading', 'standfirst'], language: false });

function* textPages(set: CorpusSet): Generator<Sample> {
  for (const { id, text, gold } of readCorpus(set)) yield { document: { id, text }, gold: gold.join('\n') };
}

function* htmlPages(set: CorpusSet): Generator<Sample> {
  for (const { id, html, gold } of readHtmlCorpus(set))
    yield { document: { id, text: html, format: 'html' }, gold: gold.join('\n') };
}

async function hold(name: string, pages: Iterable<Sample>, floor: Floor): Promise<void> {
  const scores = [];
  let at = 0;
  for (const { document, gold } of pages)
    if (at++ % STEP === 0) scores.push(wordScore((await processDocument(processor, document)).text, gold));
  const { f1, recall } = meanScore(scores);
  const holds = f1 >= floor.f1 && recall >= floor.recall;
  console.log(
    `${name}: F1 ${f1.toFixed(4)} (floor ${floor.f1}), recall ${recall.toFixed(4)} (floor ${floor.recall})${holds ? '' : '  BELOW THE FLOOR'}`,
  );
  if (!holds) process.exitCode = 1;
}

if (!hasCorpus()) console.log('no ../shared/corpus here: floors not checked');
else
  for (const set of SETS) {
    await hold(`${set}, text`, textPages(set), FLOORS.text[set]);
    await hold(`${set}, html`, htmlPages(set), FLOORS.html[set]);
  }
