import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { installed, TOOLS } from '../peers/tools.js';
import { BIN, median, ROOT } from './children.js';
import { pageFiles } from './pages.js';

const STARTS = 15;

/** Milliseconds from start to end, medians. */
export interface Starts {
  node: number;
  text: number;
  html: number;
  trafilatura: number;
}

/** Times commands in turn, a page on standard input. */
export function startTimes(): Starts {
  const text = readFileSync(join(ROOT, 'samples/ferry.txt'));
  const html = middlePage();
  const bin = join(installed(TOOLS.trafilatura), 'venv/bin');
  const commands = {
    node: { program: process.execPath, args: ['-e', '0'], input: Buffer.alloc(0) },
    text: { program: process.execPath, args: [BIN], input: text },
    html: { program: process.execPath, args: [BIN], input: html },
    // By the interpreter: the folder was renamed after the script was written.
    trafilatura: {
      program: join(bin, 'python'),
      args: [join(bin, 'trafilatura'), '--no-comments'],
      input: html,
    },
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let start = 0; start <= STARTS; start++)
    for (const [name, { program, args, input }] of Object.entries(commands)) {
      const from = performance.now();
      execFileSync(program, args, { input, stdio: ['pipe', 'ignore', 'ignore'] });
      // The first start reads files from the disk.
      if (start > 0) times[name].push(performance.now() - from);
    }
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, median(all)]),
  ) as unknown as Starts;
}

/** The page of middling size among those that are timed. */
function middlePage(): Buffer {
  const pages = pageFiles('html').map((path) => gunzipSync(readFileSync(path)));
  return pages.sort((a, b) => a.length - b.length)[pages.length >> 1];
}
