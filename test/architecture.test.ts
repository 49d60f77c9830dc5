import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');
const files = (readdirSync(SRC, { recursive: true, encoding: 'utf8' }) as string[]).filter((f) =>
  f.endsWith('.ts'),
);

/** Folders in the order of the flow; a file may import from its own and from those before it. */
const ORDER = ['parse', 'match', 'score', 'decide', 'compile', 'report'];
/** What may touch disk, streams and environment. */
const OUTSIDE = /^(cli|read|write|config|pack)\/|^(model|version|load-rules)\.ts$/;

const imports = (file: string) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) =>
    name.startsWith('.') ? relative(SRC, join(SRC, dirname(file), name)) : name,
  );
const stage = (file: string) => ORDER.indexOf(file.split('/')[0]);

describe('the house', () => {
  it('has stages that import only from those before them', () => {
    const back = files.flatMap((file) =>
      imports(file)
        .filter((to) => stage(file) >= 0 && stage(to) > stage(file))
        .map((to) => `${file} -> ${to}`),
    );
    expect(back).toEqual([]);
  });

  it('has stages that know nothing of the command line, the disk and the config', () => {
    const wrong = files.flatMap((file) =>
      imports(file)
        .filter(
          (to) =>
            !OUTSIDE.test(file) &&
            (/^node:(fs|process|child_process|stream)/.test(to) ||
              /^(cli|read|write|config|pack)\//.test(to)),
        )
        .map((to) => `${file} -> ${to}`),
    );
    expect(wrong).toEqual([]);
  });
});
