import { UsageError } from '../problem.js';
import { fileReason } from '../read/sources.js';

/** The one line for a file or folder that cannot be written. */
export function cannotWrite(path: string, error: unknown): UsageError {
  return new UsageError(`${path}: cannot be written (${fileReason(error)})`);
}

/** Does what writes to a path. Throws `UsageError` where that cannot be done. */
export function guardWrite<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
