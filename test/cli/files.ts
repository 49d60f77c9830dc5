import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freshFolder, type RunOptions, run } from '../spy.js';

const SAMPLE = new URL('../../samples/ferry.txt', import.meta.url);

/** A page whose menu and footer go and whose story stays, whatever the weights. */
export const PAGE = readFileSync(SAMPLE, 'utf8');
export const HEADLINE = 'New ferry to link the northern islands from May';
export const STORY = 'ending eleven years in which the smallest of them had no scheduled crossing at all.';
export const CHROME = 'All rights reserved.';

/** A story and nothing else. */
export const PLAIN = PAGE.split('\n')
  .filter((line) => line === HEADLINE || line.length > 150)
  .join('\n\n')
  .concat('\n');

/** A fresh folder with these files in it, and what a test asks of it. */
export function folderWith(files: Record<string, string | Uint8Array> = {}) {
  const root = freshFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return {
    root,
    path: (name: string) => join(root, name),
    has: (name: string) => existsSync(join(root, name)),
    read: (name: string) => readFileSync(join(root, name), 'utf8'),
    bytes: (name: string) => readFileSync(join(root, name)),
    /** Every file below it, sorted, but for journals. */
    list: () =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter((name) => !name.includes('.dechaff/'))
        .sort(),
    run: (args: string[], options: RunOptions = {}) => run(args, { cwd: root, ...options }),
  };
}
