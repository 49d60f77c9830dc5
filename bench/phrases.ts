import { performance } from 'node:perf_hooks';
import { PhraseIndex } from '../src/match/kinds/phrase.js';
import { Vocabulary } from '../src/match/vocabulary.js';
import { tokeniseText } from '../src/parse/tokens.js';

// What the number of phrases does to the cost of matching: the same text against 10, 1,000 and 100,000 phrases.
const SYLLABLES = ['ba', 'de', 'fi', 'go', 'lu', 'ma', 'ne', 'ri', 'so', 'tu', 'va', 'ze'];
let seed = 42;
function random(below: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >> 8) % below;
}
/** Words as frequent as in a language: the k-th about k times rarer than the first. */
function word(): string {
  let k = Math.floor(20000 ** (random(1e6) / 1e6));
  let out = '';
  do {
    out += SYLLABLES[k % SYLLABLES.length];
    k = Math.floor(k / SYLLABLES.length);
  } while (k > 0);
  return out;
}
const words = (count: number) => Array.from({ length: count }, word).join(' ');

const text = Array.from({ length: 20000 }, () => words(10)).join('\n');
const tokens = tokeniseText(text);
const lines = 20000;
const per = Math.floor(tokens.count / lines);
console.log(`| phrases | build, ms | match, ms | MB/s | hits |\n|---|---|---|---|---|`);
for (const count of [10, 1000, 100_000]) {
  const phrases = Array.from({ length: count }, () => words(3 + random(3)));
  const begun = performance.now();
  const vocabulary = new Vocabulary();
  const index = new PhraseIndex(vocabulary);
  index.addList(phrases);
  index.find(tokens, vocabulary.numbersOf(tokens), 0, per);
  const built = performance.now();
  const times: number[] = [];
  let hits = 0;
  for (let round = 0; round < 5; round++) {
    const from = performance.now();
    hits = 0;
    const numbers = vocabulary.numbersOf(tokens);
    for (let i = 0; i < lines; i++) hits += index.find(tokens, numbers, i * per, (i + 1) * per).length;
    times.push(performance.now() - from);
  }
  const median = times.sort((a, b) => a - b)[2];
  console.log(
    `| ${count.toLocaleString('en')} | ${(built - begun).toFixed(0)} | ${median.toFixed(0)} | ${(text.length / 1e3 / median).toFixed(1)} | ${hits} |`,
  );
}
