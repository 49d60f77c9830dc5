import { resolve } from 'node:path';
import { UsageError } from '../problem.js';
import type { Io } from './io.js';

/** Where the result goes. Throws `UsageError` where nobody said. */
export function outOf(out: string | undefined, what: string, { cwd }: Io): string {
  if (out === undefined) throw new UsageError(`nowhere to write: give -o and ${what}`);
  return resolve(cwd, out);
}
