import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { decide } from '../src/decide/decide.js';
import { nameRoles } from '../src/decide/roles.js';
import { createModel } from '../src/model.js';
import { parseText } from '../src/parse/text.js';
import { tokenise } from '../src/parse/tokens.js';
import { createProcessor } from '../src/processor.js';
import { computeFeatures } from '../src/score/features/index.js';
import { scorePhrases } from '../src/score/phrase-table.js';
import { scorePage, scoringColumns } from '../src/score/score.js';
import { hasCorpus, readCorpus, SETS } from './corpus.js';

// Throughput of plain text on one core, by stage and as a whole, and what a start costs. Compare ratios, not seconds:
// machines differ, and this one may be busy. Hence the process's own time, not that on the wall, but for starts.
const ROUNDS = 3;
const STARTS = 15;
const ROOT = join(import.meta.dirname, '..');

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

const texts = SETS.flatMap((set) => readCorpus(set)).map(({ text }) => text);
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
const model = createModel();

/** Milliseconds that this process has computed. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of each stage over all pages; stages that others contain are measured apart and taken off by the reader. */
function stages(): Record<string, number> {
  const times: Record<string, number> = {};
  let from = 0;
  const lap = (stage: string) => {
    const now = computed();
    times[stage] = (times[stage] ?? 0) + now - from;
    from = computed();
  };
  for (const text of texts) {
    from = computed();
    const page = parseText(text);
    lap('parse');
    const tokens = tokenise(page);
    lap('tokenise');
    const { rules, scoring } = model;
    const matches = rules.match(page, tokens);
    lap('match');
    scorePhrases(tokens, page.children.length, scoring.phrases);
    lap('phrases, of the features');
    const input = { page, tokens, words: matches.words, rules, matches, phrases: scoring.phrases };
    computeFeatures(input, scoringColumns(scoring));
    lap('features, of the score');
    const scores = scorePage(page, tokens, rules, matches, scoring);
    lap('score');
    const decision = decide(scores, tokens, 0.5, true);
    lap('decide');
    nameRoles(model.roles, scores, rules, matches, scoring.marks, decision);
    lap('name roles, when asked for');
  }
  return times;
}

async function whole(options: Parameters<typeof createProcessor>[0]): Promise<number> {
  const processor = createProcessor({ model, ...options });
  const from = computed();
  for (const text of texts) await processor.process(text);
  return computed() - from;
}

function startMs(args: string[], input?: string): number {
  return median(
    Array.from({ length: STARTS }, () => {
      const from = performance.now();
      execFileSync(process.execPath, args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
      return performance.now() - from;
    }),
  );
}

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}
const rounds = { stages: [] as Record<string, number>[], text: [] as number[], rules: [] as number[] };
for (let round = 0; round <= ROUNDS; round++) {
  const now = {
    stages: stages(),
    text: await whole({ language: false }),
    rules: await whole({ language: false, useModel: false }),
  };
  // The first round compiles.
  if (round === 0) continue;
  rounds.stages.push(now.stages);
  rounds.text.push(now.text);
  rounds.rules.push(now.rules);
}
const rate = (ms: number) => ((1000 * megabytes) / ms).toFixed(1);
const row = (name: string, ms: number) => `| ${name} | ${ms.toFixed(0)} | ${rate(ms)} |`;
const learned = join(ROOT, 'rules/learned');
const packed = readdirSync(learned, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .reduce((sum, { parentPath, name }) => sum + gzipSync(readFileSync(join(parentPath, name))).length, 0);
const load = startMs([
  '--input-type=module',
  '-e',
  `const { createModel } = await import('${ROOT}/dist/index.js'); createModel();`,
]);
const bare = startMs(['--input-type=module', '-e', `await import('${ROOT}/dist/index.js');`]);
const page = readFileSync(join(ROOT, 'samples/ferry.txt'), 'utf8');
const out = [
  `\`npm run bench:speed\`: ${texts.length} pages, ${megabytes.toFixed(1)} MB of plain text, one core, its own time, medians of ${ROUNDS} rounds.\n`,
  '| | ms | MB/s |',
  '|---|---|---|',
  row('clean text', median(rounds.text)),
  row('clean text, `--no-model`', median(rounds.rules)),
  ...Object.keys(rounds.stages[0]).map((stage) =>
    row(`stage: ${stage}`, median(rounds.stages.map((s) => s[stage]))),
  ),
  '',
  `Learned files, packed: ${(packed / 1e6).toFixed(2)} MB. Rules and model loaded in ${(load - bare).toFixed(0)} ms.`,
  `Start: \`dechaff < page.txt\` ${startMs([join(ROOT, 'bin/dechaff.js')], page).toFixed(0)} ms, \`node -e 0\` ${startMs(['-e', '0']).toFixed(0)} ms.`,
].join('\n');
console.log(out);
mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
writeFileSync(join(ROOT, 'bench/results/speed.md'), `${out}\n`);
