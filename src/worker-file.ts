import { fileURLToPath } from 'node:url';

/** What worker threads of a command run: one built file, from sources and from the package alike. */
export function workerFile(command: 'clean' | 'learn'): string {
  return fileURLToPath(new URL(`../dist/dechaff-${command}-worker.js`, import.meta.url));
}
