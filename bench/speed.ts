import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasCorpus } from './corpus.js';
import { costByJobs, costBySize, costOfFiles } from './speed/batch.js';
import { speedChart } from './speed/chart.js';
import { costOfNearMisses, costOfShapes } from './speed/hard.js';
import { librarySpeeds } from './speed/library.js';
import { type SpeedResults, speedReport } from './speed/report.js';
import { stageTimes } from './speed/stages.js';
import { startTimes } from './speed/start.js';

// Speed, memory and growth, beside other tools where they do the same. Compare ratios, not seconds: machines differ, and this one
// may be busy. `--only html,start` measures some parts, and leaves the results of the others as they stand.
const OUT = join(import.meta.dirname, 'results');

const PARTS: { [Part in keyof SpeedResults]-?: () => SpeedResults[Part] | Promise<SpeedResults[Part]> } = {
  stages: stageTimes,
  text: () => librarySpeeds('text'),
  html: () => librarySpeeds('html'),
  start: startTimes,
  jobs: costByJobs,
  size: () => costBySize([1, 10, 100]),
  gigabyte: () => costBySize([1000]),
  files: costOfFiles,
  shapes: costOfShapes,
  nearMisses: costOfNearMisses,
};

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const names = (only?.split(',') ?? Object.keys(PARTS)) as (keyof SpeedResults)[];
const unknown = names.filter((name) => !(name in PARTS));
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
mkdirSync(OUT, { recursive: true });
const file = join(OUT, 'speed.json');
for (const name of names) {
  console.error(`measuring ${name}`);
  const part = await PARTS[name]();
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SpeedResults) : {};
  const results: SpeedResults = { ...before, [name]: part };
  writeFileSync(file, `${JSON.stringify(results, short, 2)}\n`);
  writeFileSync(join(OUT, 'speed.md'), speedReport(results));
  if (results.html) writeFileSync(join(OUT, 'speed.svg'), speedChart(results.html));
}
console.log(readFileSync(join(OUT, 'speed.md'), 'utf8'));

function short(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
