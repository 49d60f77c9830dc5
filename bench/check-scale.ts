import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BandTable } from '../src/cli/check/band-table.js';
import { bandsFor } from '../src/fingerprint/bands.js';
import { SIGNATURE_SIZE } from '../src/fingerprint/minhash.js';
import { mix } from '../src/parse/mix.js';

// How `check` grows: beside `clean` on the same documents, and with more fingerprints than memory should hold. Texts are made up,
// and go to a folder that is deleted.
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 100_000);
const JOBS = process.env.JOBS ?? '2';
const FINGERPRINTS = Number(process.env.FINGERPRINTS ?? 10_000_000);
const CLI = join(import.meta.dirname, '../dist/dechaff-cli.js');
/** One document in so many is a copy, another one nearly a copy, of one before it. */
const COPIES = 100;

const SYLLABLES = [
  'ba',
  'ren',
  'to',
  'li',
  'mar',
  'ven',
  'do',
  'sha',
  'ke',
  'ul',
  'tri',
  'pon',
  'ga',
  'est',
  'ni',
  'wo',
];

function word(n: number): string {
  let out = SYLLABLES[n % 16];
  for (let rest = n >> 4; rest > 0; rest >>= 4) out += SYLLABLES[rest % 16];
  return out;
}

/** Some ten kilobytes: paragraphs of sentences, words as rare as in any language (Zipf). */
function story(seed: number): string {
  const paragraphs: string[] = [];
  let at = seed * 7919;
  const random = () => mix(at++) / 0x100000000;
  for (let p = 0; p < 22; p++) {
    const sentences = Array.from({ length: 5 }, () => {
      const words = Array.from({ length: 15 }, () => word(Math.floor(Math.exp(random() * 9.5))));
      return `${words[0][0].toUpperCase()}${words.join(' ').slice(1)}.`;
    });
    paragraphs.push(sentences.join(' '));
  }
  return `${paragraphs.join('\n\n')}\n`;
}

function textOf(i: number): string {
  if (i % COPIES === 1) return story(i - 1);
  if (i % COPIES === 2) return story(i - 2).replace(/\. /, ', they said. ');
  return story(i);
}

function makeCorpus(folder: string, documents: number): number {
  let bytes = 0;
  for (let i = 0; i < documents; i++) {
    const sub = join(folder, String(i % 256));
    if (i < 256) mkdirSync(sub, { recursive: true });
    const text = textOf(i);
    bytes += text.length;
    writeFileSync(join(sub, `${String(i).padStart(7, '0')}.txt`), text);
  }
  return bytes;
}

/** What a run took: seconds of the processor, in which other work on the machine does not count, and by the clock. */
interface Timed {
  seconds: number;
  elapsed: number;
  megabytes: number;
  last: string;
}

/** Runs the command line in a process of its own. */
function timed(args: readonly string[]): Timed {
  const from = performance.now();
  const script = `import { main } from ${JSON.stringify(CLI)};
    process.exitCode = await main(process.argv.slice(1));
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    console.error('RSS ' + maxRSS + ' CPU ' + (userCPUTime + systemCPUTime) / 1e6);`;
  const { stderr, stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, '--', ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  const [, kilobytes = '0', cpu = '0'] = /RSS (\d+) CPU ([\d.]+)/.exec(stderr) ?? [];
  return {
    seconds: Number(cpu),
    elapsed: (performance.now() - from) / 1000,
    megabytes: Number(kilobytes) / 1024,
    last:
      (stdout + stderr)
        .split('\n')
        .filter((line) => line && !line.startsWith('RSS'))
        .at(-1) ?? '',
  };
}

const rows: string[] = [];
const row = (what: string, { seconds, elapsed, megabytes, last }: Timed) => {
  rows.push(
    `| ${what} | ${seconds.toFixed(0)} | ${elapsed.toFixed(0)} | ${megabytes.toFixed(0)} | ${last} |`,
  );
  console.log(rows.at(-1));
};

const root = mkdtempSync(join(tmpdir(), 'dechaff-scale-'));
try {
  if (DOCUMENTS > 0) {
    const all = join(root, 'all');
    const mega = makeCorpus(all, DOCUMENTS) / 1e6;
    const size = `${DOCUMENTS} documents, ${mega.toFixed(0)} MB, ${JOBS} jobs`;
    const clean = timed(['clean', all, '-o', join(root, 'out'), '--jobs', JOBS]);
    row(`clean, ${size}`, { ...clean, last: '' });
    rmSync(join(root, 'out'), { recursive: true });
    const report = `json=${join(root, 'report.json')}`;
    row(
      'check, the same, duplicates and near-duplicates included',
      timed(['check', all, '--jobs', JOBS, '--report', report]),
    );
    rmSync(all, { recursive: true });
  }
  if (FINGERPRINTS > 0) {
    const cut = bandsFor(0.8, SIGNATURE_SIZE);
    const table = await BandTable.create(cut, { folder: root, memory: '512MB', threads: 2 });
    const signature = new Uint32Array(SIGNATURE_SIZE);
    const cpu = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
    const from = cpu();
    const start = performance.now();
    for (let i = 0; i < FINGERPRINTS; i++) {
      // One in a hundred is like the one before it.
      const like = i % 100 === 99 ? i - 1 : i;
      for (let k = 0; k < SIGNATURE_SIZE; k++)
        signature[k] = mix(Math.imul(like, 0x9e3779b1) ^ Math.imul(k + 1, 0x85ebca6b));
      table.add(i, signature);
    }
    const filled = cpu();
    const found = new Set<number>();
    let bytes = 0;
    for await (const bucket of table.buckets()) for (const document of bucket.slice(1)) found.add(document);
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }))
      bytes += statSync(join(root, name)).size;
    const seconds = cpu() - from;
    table.close();
    row(`${FINGERPRINTS} fingerprints on disk, DuckDB with 512 MB`, {
      seconds,
      elapsed: (performance.now() - start) / 1000,
      megabytes: process.resourceUsage().maxRSS / 1024,
      last: `${found.size} of ${Math.floor(FINGERPRINTS / 100)} pairs found; ${(filled - from).toFixed(0)} s to write ${(bytes / 1e9).toFixed(1)} GB`,
    });
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
const out = ['| | CPU s | s by the clock | MB at most | |', '|---|--:|--:|--:|---|', ...rows].join('\n');
writeFileSync(join(import.meta.dirname, 'results/check-scale.md'), `${out}\n`);
