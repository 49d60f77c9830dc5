import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/**
 * Where a file is written before it is moved to its place: in the same folder, hidden, under a name that follows from its own.
 * What a killed run leaves there, the next one writes over.
 */
export function besidePath(path: string): string {
  const name = createHash('sha256').update(basename(path)).digest('hex').slice(0, 16);
  return join(dirname(path), `.dechaff-${name}.tmp`);
}
