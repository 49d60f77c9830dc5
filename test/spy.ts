import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Io } from '../src/cli/io.js';
import { main } from '../src/cli/main.js';

/** What a run of the command line left on its streams. */
export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Stands in for a terminal or a pipe. */
function collector(isTTY: boolean) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { isTTY, text: () => chunks.join('') });
}

export interface RunOptions {
  cwd?: string;
  input?: string | Uint8Array;
  env?: Io['env'];
  tty?: boolean;
}

/** Runs the command line in this process, with streams of its own. */
export async function run(
  args: string[],
  { cwd = process.cwd(), input = '', env = {}, tty = false }: RunOptions = {},
): Promise<Run> {
  const stdout = collector(tty);
  const stderr = collector(tty);
  const stdin = Object.assign(Readable.from(input.length === 0 ? [] : [Buffer.from(input as string)]), {
    isTTY: tty && input.length === 0,
  });
  const code = await main(args, { stdin, stdout, stderr, cwd, env });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A fresh folder that no other test sees. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dechaff-'));
}
