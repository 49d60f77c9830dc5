import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../..');
export const BIN = join(ROOT, 'bin/dechaff.js');

/** What a piece of work took: seconds on the wall and of the process's own time (all its threads), and its peak memory in MB. */
export interface Cost {
  wall: number;
  own: number;
  peak: number;
}

const measuring = (command: readonly string[], input: string) => [
  join(import.meta.dirname, 'measure.py'),
  input,
  ...command,
];

function toCost(command: readonly string[], out: string): Cost {
  const { code, ...cost } = JSON.parse(out) as Cost & { code: number };
  if (code !== 0) throw new Error(`${command.join(' ')}: ended with ${code}`);
  return cost;
}

/** Runs a command to its end, with a file on standard input. Throws where it fails. */
export function measure(command: readonly string[], input = '/dev/null'): Cost {
  const out = execFileSync('python3', measuring(command, input), { stdio: ['ignore', 'pipe', 'ignore'] });
  return toCost(command, out.toString());
}

/** The same, while others go on here. */
export async function measureBeside(command: readonly string[], input = '/dev/null'): Promise<Cost> {
  return toCost(command, (await promisify(execFile)('python3', measuring(command, input))).stdout);
}

/** Runs the built command line. */
export const dechaff = (...args: string[]) => measure([process.execPath, BIN, ...args]);

/** A process that is asked by lines of JSON and answers by lines of JSON. */
export class Asked {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  constructor(program: string, args: readonly string[], cwd: string) {
    this.child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
    this.answers = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  async ask<T>(question: object): Promise<T> {
    this.child.stdin!.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`${this.child.spawnargs.join(' ')}: ended before it answered`);
    return JSON.parse(value) as T;
  }

  async end(): Promise<void> {
    this.child.stdin!.end();
    await once(this.child, 'close');
  }
}

/** The median of each part. */
export function medianCost(costs: readonly Cost[]): Cost {
  const of = (part: keyof Cost) => median(costs.map((cost) => cost[part]));
  return { wall: of('wall'), own: of('own'), peak: Math.max(...costs.map(({ peak }) => peak)) };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
