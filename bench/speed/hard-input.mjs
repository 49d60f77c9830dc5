// Cleans one hard input: `hard-input.mjs NAME SIZE`, or with a third argument a text repeated so often. Prints {megabytes, seconds}, of its own time.
import { readFileSync } from 'node:fs';
import { clean } from '../../dist/index.js';

const SENTENCES = readFileSync(new URL('../../samples/ferry.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.length > 150);

/** Sentences with a number in each: no two are the same. */
function sentences(count, between) {
  return Array.from({ length: count }, (_, i) => `${SENTENCES[i % SENTENCES.length]} ${i}`).join(between);
}

const INPUTS = {
  'one line': (megabytes) => sentences(Math.ceil((megabytes * 1e6) / 250), ' ').slice(0, megabytes * 1e6),
  'many lines': (lines) => Array.from({ length: lines }, (_, i) => `Line ${i} of the timetable`).join('\n'),
  'deep HTML': (depth) => `${'<div>'.repeat(depth)}${sentences(10, '</div><div>')}${'</div>'.repeat(depth)}`,
  'deep tables': (depth) => `${'<table><tr><td>'.repeat(depth)}${sentences(10, '<br>')}`,
  'repeated on one line': (times, text) => `${text} `.repeat(times),
  'repeated line by line': (times, text) => `${text}\n`.repeat(times),
};

const [name, size, text] = process.argv.slice(2);
const input = INPUTS[name](Number(size), text);
const format = /HTML|tables/.test(name) ? 'html' : undefined;
await clean(SENTENCES.join('\n'), { format });
const before = process.cpuUsage();
const { text: out } = await clean(input, { format });
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({ megabytes: input.length / 1e6, seconds: (user + system) / 1e6, kept: out.length }),
);
