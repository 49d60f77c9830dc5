import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const IMPORT = /(?:from|import\()\s*'([^']+)'/g;

interface Module {
  file: string;
  /** Folder below `src`; the file's own name for those that stand in `src` itself. */
  part: string;
  packages: string[];
  parts: string[];
}

const partOf = (file: string) => file.split('/')[0];

const modules: Module[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'))
  .map((file) => {
    const named = [...readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)].map((match) => match[1]);
    const near = named
      .filter((name) => name.startsWith('.'))
      .map((name) => posix.join(dirname(file), name).replace(/\.js$/, '.ts'));
    return {
      file,
      part: partOf(file),
      packages: named.filter((name) => !name.startsWith('.')),
      parts: near.map(partOf),
    };
  });

/** What all may use: words and shapes, no work. */
const COMMON = ['problem.ts', 'roles.ts', 'types.ts'];

/** The stages of the pipeline and their helpers; each may import from itself, the common modules, and these. */
const MAY_IMPORT: Record<string, string[]> = {
  parse: [],
  match: ['parse'],
  pack: ['parse', 'match', 'config'],
  score: ['parse', 'match'],
  decide: ['parse', 'match', 'score'],
  compile: ['parse', 'match', 'score', 'decide'],
  report: ['parse', 'match', 'score', 'decide'],
  eval: ['parse'],
  fingerprint: ['parse'],
  check: ['parse', 'match', 'score', 'report', 'eval', 'fingerprint', 'parse-document.ts', 'shipped-docs.ts'],
  retext: ['check', 'processor.ts', 'stray-model.ts'],
  learn: ['parse', 'match', 'fingerprint', 'statements.ts'],
  config: ['decide'],
  read: [],
  write: ['read'],
  batch: [],
};

/** What may touch disk, streams and processes. */
const OUTSIDE =
  /^(cli|read|write|config|pack|learn\/engines)\/|^(model|stray-model|version|load-rules|statements)\.ts$/;

describe('the source', () => {
  it('has no folder that this test does not know', () => {
    expect(
      [...new Set(modules.map(({ part }) => part))]
        .filter((part) => !part.endsWith('.ts') && part !== 'cli')
        .sort(),
    ).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(Object.entries(MAY_IMPORT))('imports into %s from earlier stages only', (part, allowed) => {
    const wrong = modules
      .filter((module) => module.part === part)
      .flatMap(({ file, parts }) =>
        parts
          .filter((to) => ![part, ...COMMON, ...allowed].includes(to))
          .map((to) => `${file} imports from ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  it('imports from the command line nowhere but there', () => {
    expect(
      modules.filter(({ part, parts }) => part !== 'cli' && parts.includes('cli')).map(({ file }) => file),
    ).toEqual([]);
  });

  it('touches disk, streams, processes and config where files are read and written, and nowhere else', () => {
    const wrong = modules
      .filter(({ file }) => !OUTSIDE.test(file))
      .flatMap(({ file, packages, parts }) =>
        [
          ...packages.filter((name) => /^(node:)?(fs|process|child_process|stream)(\/|$)/.test(name)),
          ...parts.filter((to) => ['cli', 'read', 'write', 'config', 'pack'].includes(to)),
        ].map((to) => `${file} imports from ${to}`),
      );
    expect(wrong).toEqual([]);
  });
});
