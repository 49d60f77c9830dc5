import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

// The command line as a few files: a start that opens a hundred modules takes longer than cleaning a page. What few runs
// need stays a module of its own, loaded when it is asked for.
const ROOT = join(import.meta.dirname, '..');
const ENTRIES = {
  'dechaff-cli': join(ROOT, 'src/cli/main.ts'),
  'dechaff-worker': join(ROOT, 'src/cli/clean/worker.ts'),
  'dechaff-check-worker': join(ROOT, 'src/cli/check/worker.ts'),
  'dechaff-learn-worker': join(ROOT, 'src/cli/learn/worker.ts'),
};
/** Packages that are loaded from where npm put them: large, or with parts of their own that must be found. */
const EXTERNAL = [
  '@duckdb/node-api',
  'eld',
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
];
const isExternal = (id: string) =>
  id.startsWith('node:') || EXTERNAL.some((name) => id === name || id.startsWith(`${name}/`));

/** Entries that always load a module, by its id. */
const entriesOf = new Map<string, string[]>();

/** Finds out what each entry always loads. */
const reach: Plugin = {
  name: 'reach',
  buildEnd() {
    for (const [name, entry] of Object.entries(ENTRIES)) {
      const seen = new Set([entry]);
      for (const id of seen) {
        entriesOf.set(id, [...(entriesOf.get(id) ?? []), name]);
        for (const imported of this.getModuleInfo(id)?.importedIds ?? []) seen.add(imported);
      }
    }
  },
};

const bundle = await rolldown({
  input: ENTRIES,
  platform: 'node',
  external: isExternal,
  plugins: [reach],
  preserveEntrySignatures: 'allow-extension',
});
await bundle.write({
  dir: join(ROOT, 'dist'),
  format: 'esm',
  chunkFileNames: 'dechaff-cli-[name]-[hash].js',
  // Names stay as they are, for whoever reads a stack.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  // One file for all that the same entries always load: each file that is opened costs a millisecond.
  codeSplitting: {
    // What a group's modules ask for is in the group of the entries that ask for it.
    includeDependenciesRecursively: false,
    groups: [
      {
        debugName: 'always loaded together',
        name: (id) =>
          entriesOf
            .get(id)
            ?.map((name) => name.replace('dechaff-', ''))
            .join('-') ?? null,
      },
    ],
  },
});
await bundle.close();
