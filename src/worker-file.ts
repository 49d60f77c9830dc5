import { fileURLToPath } from 'node:url';

const built = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));

/** What worker threads of `clean`, `check` and `learn` run: built files, from sources and from the package alike. */
export const WORKER_FILE = built('dechaff-worker');
export const CHECK_WORKER_FILE = built('dechaff-check-worker');
export const LEARN_WORKER_FILE = built('dechaff-learn-worker');
