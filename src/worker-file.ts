import { fileURLToPath } from 'node:url';

/** What worker threads run: one built file, from sources and from the package alike. */
export const WORKER_FILE = fileURLToPath(new URL('../dist/dechaff-worker.js', import.meta.url));
