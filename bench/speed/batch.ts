import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readCorpus, SETS } from '../corpus.js';
import { type Cost, dechaff, medianCost } from './children.js';
import { jsonlOf, made, sizeOf } from './pages.js';

const ROUNDS = 3;
/** Megabytes of the runs by jobs. */
const BY_JOBS = { html: 40, text: 6 } as const;
const SMALL_FILES = 100_000;
/** Text files of a folder of them, in characters: so much of a page that it is about one kilobyte. */
const SMALL = 1000;

/** Runs something with a folder that is gone afterwards. */
function withFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'dechaff-bench-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cleanInto = (input: string, jobs: number, ...more: string[]) =>
  withFolder((folder) => dechaff(input, '-o', join(folder, 'out.jsonl'), '-j', `${jobs}`, ...more));

export interface JobsCost extends Cost {
  form: string;
  megabytes: number;
  jobs: number;
}

/** JSON Lines by the number of jobs, in turn: one, two, and all cores. */
export function costByJobs(): JobsCost[] {
  const jobs = [...new Set([1, 2, availableParallelism()])];
  return (['html', 'text'] as const).flatMap((form) => {
    const input = jsonlOf(form, BY_JOBS[form]);
    const costs = jobs.map(() => [] as Cost[]);
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, n] of jobs.entries()) costs[i].push(cleanInto(input, n));
    return jobs.map((n, i) => ({ form, megabytes: sizeOf([input]), jobs: n, ...medianCost(costs[i]) }));
  });
}

export interface GrowthCost extends Cost {
  megabytes: number;
}

/** JSON Lines of HTML by size, two jobs, once each from 100 MB on. */
export function costBySize(sizes: readonly number[]): GrowthCost[] {
  return sizes.map((megabytes) => {
    const input = jsonlOf('html', megabytes);
    const rounds = megabytes < 100 ? ROUNDS : 1;
    return { megabytes, ...medianCost(Array.from({ length: rounds }, () => cleanInto(input, 2))) };
  });
}

export interface FilesCost {
  files: number;
  megabytes: number;
  /** A folder of files into a folder, the same texts in one JSON Lines file, and a plain copy of the folder in seconds. */
  folder: Cost;
  jsonl: Cost;
  copy: number;
}

/** The cost of many small files beside that of the same text in one file. */
export function costOfFiles(): FilesCost {
  const texts = SETS.flatMap((set) => readCorpus(set)).map(({ text }) => text);
  const smallText = (i: number) => {
    const text = texts[i % texts.length];
    const from = (Math.floor(i / texts.length) * SMALL) % Math.max(1, text.length - SMALL);
    return `${text.slice(from, from + SMALL).trim() || 'empty'}\n`;
  };
  const tree = made(`files-${SMALL_FILES}`, (path) => {
    for (let i = 0; i < SMALL_FILES; i++) {
      const dir = join(path, `${i % 100}`);
      if (i < 100) mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, `p${i}.txt`), smallText(i));
    }
  });
  const lines = made(`files-${SMALL_FILES}.jsonl`, (path) => {
    const line = (i: number) => `${JSON.stringify({ id: `${i}`, text: smallText(i) })}\n`;
    writeFileSync(path, Array.from({ length: SMALL_FILES }, (_, i) => line(i)).join(''));
  });
  const copy = withFolder((folder) => {
    const from = performance.now();
    cpSync(tree, join(folder, 'copy'), { recursive: true });
    return (performance.now() - from) / 1000;
  });
  const folder = withFolder((out) => dechaff(tree, '-o', `${out}/`, '-j', '2'));
  const jsonl = cleanInto(lines, 2);
  const all = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const megabytes =
    all.reduce((sum, { parentPath, name }) => sum + readFileSync(join(parentPath, name)).length, 0) / 1e6;
  return { files: SMALL_FILES, megabytes, folder, jsonl, copy };
}
