import type { Readable, Writable } from 'node:stream';

/** Everything of the world outside that a command touches; tests hand in their own. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Has something done where a run is to stop, which then is not ended by itself. Returns what takes it back. */
  onStop?(act: (why: StopReason) => void): () => void;
}

/** Why a run is to stop: the first Ctrl-C, or the reader of an output went away. */
export type StopReason = 'interrupted' | 'closed';

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
  const stops = new Set<(why: StopReason) => void>();
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
      if (stops.size === 0) process.exit(ExitCode.Done);
      for (const stop of stops) stop('closed');
    });
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    onStop(act) {
      const interrupt = () => act('interrupted');
      process.once('SIGINT', interrupt);
      stops.add(act);
      return () => {
        process.off('SIGINT', interrupt);
        stops.delete(act);
      };
    },
  };
}

/** Whether the reader of an output went away. */
export function isClosedPipe(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** Writes and waits until the stream can take more. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
