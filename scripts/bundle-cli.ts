import { join } from 'node:path';
import { build } from 'esbuild';

// The command line as one file: a start that opens a hundred modules takes longer than cleaning a page. What few runs
// need stays a module of its own, loaded when it is asked for.
const ROOT = join(import.meta.dirname, '..');

await build({
  entryPoints: {
    'dechaff-cli': join(ROOT, 'src/cli/main.ts'),
    'dechaff-worker': join(ROOT, 'src/cli/clean/worker.ts'),
    'dechaff-check-worker': join(ROOT, 'src/cli/check/worker.ts'),
    'dechaff-learn-worker': join(ROOT, 'src/cli/learn/worker.ts'),
  },
  outdir: join(ROOT, 'dist'),
  chunkNames: 'dechaff-cli-[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: [
    '@duckdb/node-api',
    'eld',
    'eld/small',
    'parse-latin',
    're2js',
    'tinyglobby',
    'tldts',
    'yaml',
    'zod',
    'chalk',
    'chardet',
    'fzstd',
    'hyparquet',
    'hyparquet-compressors',
    'hyparquet-writer',
    'iconv-lite',
    'piscina',
    'cli-progress',
    'warcio',
  ],
  // CommonJS packages inside the bundle ask for node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
