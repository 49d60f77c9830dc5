import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Columns } from '../src/score/features/types.js';
import type { ForestFile } from '../src/score/forest.js';

const CACHE = join(import.meta.dirname, '../.cache/training');
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** What one forest learns from: some of the rows of a table, each with its target and weight. */
export interface ForestJob {
  name: string;
  /** LightGBM's parameters. */
  params: Record<string, number | string>;
  /** Boosting rounds: trees, or trees a class. */
  rounds: number;
  /** How many features to keep: those that a short training uses most. */
  keep: number;
  target: Float32Array;
  /** Rows of weight 0 are left out. */
  weight: Float32Array;
}

/** Python with the pinned requirements, in an environment of its own that is made once. */
function python(): string {
  const bin = join(CACHE, 'venv/bin/python');
  const done = join(CACHE, 'venv/requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== wanted) {
    execFileSync('python3', ['-m', 'venv', join(CACHE, 'venv')], { stdio: 'inherit' });
    execFileSync(
      bin,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS],
      { stdio: 'inherit' },
    );
    writeFileSync(done, wanted);
  }
  return bin;
}

function bytes({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Trains forests on rows of one table, side by side. The same rows give the same forests. */
export function fitForests(
  features: readonly string[],
  columns: Columns,
  jobs: readonly ForestJob[],
): ForestFile[] {
  const dir = join(CACHE, `jobs-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  for (const [i, column] of columns.entries())
    writeFileSync(join(dir, 'columns.f32'), bytes(column), { flag: i === 0 ? 'w' : 'a' });
  const paths = jobs.map(({ name, params, rounds, keep, target, weight }) => {
    const rows = Uint32Array.from([...weight.keys()].filter((row) => weight[row] > 0));
    writeFileSync(join(dir, `${name}.rows`), bytes(rows));
    writeFileSync(join(dir, `${name}.target`), bytes(target));
    writeFileSync(join(dir, `${name}.weight`), bytes(weight));
    const path = join(dir, `${name}.json`);
    const files = {
      columns: 'columns.f32',
      rows: `${name}.rows`,
      target: `${name}.target`,
      weight: `${name}.weight`,
    };
    writeFileSync(
      path,
      JSON.stringify({ features, ...files, params, rounds, keep, out: join(dir, `${name}.forest`) }),
    );
    return path;
  });
  execFileSync(python(), [join(import.meta.dirname, 'train_forest.py'), ...paths], { stdio: 'inherit' });
  const forests = jobs.map(
    ({ name }) => JSON.parse(readFileSync(join(dir, `${name}.forest`), 'utf8')) as ForestFile,
  );
  rmSync(dir, { recursive: true });
  return forests;
}
