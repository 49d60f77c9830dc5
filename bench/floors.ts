import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meanScore } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { createProcessor } from '../src/processor.js';
import { hasCorpus, readCorpus, SETS } from './corpus.js';

/** Every so many pages of a set: a quick look with the shipped weights, not a measure of quality (they were trained on these pages). */
const STEP = 4;
const FLOORS = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8')) as Record<
  string,
  { f1: number; recall: number }
>;

if (!hasCorpus()) console.log('no ../shared/corpus here: floors not checked');
else {
  const processor = createProcessor({ keep: ['body', 'subheading', 'standfirst'], language: false });
  for (const set of SETS) {
    const pages = readCorpus(set).filter((_, i) => i % STEP === 0);
    const scores = [];
    for (const { text, gold } of pages)
      scores.push(wordScore(String(await processor.process(text)), gold.join('\n')));
    const { f1, recall } = meanScore(scores);
    const floor = FLOORS[set];
    const holds = f1 >= floor.f1 && recall >= floor.recall;
    console.log(
      `${set}: F1 ${f1.toFixed(4)} (floor ${floor.f1}), recall ${recall.toFixed(4)} (floor ${floor.recall})${holds ? '' : '  BELOW THE FLOOR'}`,
    );
    if (!holds) process.exitCode = 1;
  }
}
