import type { Readable, Writable } from 'node:stream';

/** Everything of the world outside that a command touches; tests hand in their own. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Has something done at the first Ctrl-C, which then ends nothing by itself. Returns what takes it back. */
  onInterrupt?(act: () => void): () => void;
}

/** What a run ends with. */
export const ExitCode = {
  Done: 0,
  /** `check`, or `clean --check`, found what it looks for; a least score of `eval` was not reached. */
  Found: 1,
  /** Wrong usage, unreadable input, or a document that failed. */
  Failed: 2,
  /** Stopped by Ctrl-C: 128 and the number of the signal. */
  Interrupted: 130,
} as const;

/** The process's own streams. A reader that goes away ends the run quietly. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    onInterrupt(act) {
      process.once('SIGINT', act);
      return () => process.off('SIGINT', act);
    },
  };
}

/** Writes and waits until the stream can take more. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
