import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { type Problem, UsageError } from '../problem.js';

/** Folder whose files are the rules of one site each. */
const SITES = 'sites';

/**
 * Files of a pack: the file itself, or every `.yml` and `.yaml` below a folder, sorted. Throws `UsageError` where the path
 * cannot be read.
 */
export function packFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(path, name));
  } catch {
    throw new UsageError(`${path}: no such rule pack; give a folder or a .yml file`);
  }
}

/** The pack part of a rule's full id: its folder, below the pack's root and with the root's own name unless `bare`. */
export function packName(root: string, file: string, many: boolean, bare: boolean): string {
  if (file === root) return many ? basename(file, extname(file)) : basename(dirname(file));
  const below = relative(root, dirname(file)).split(sep).filter(Boolean);
  return [...(bare ? [] : [basename(root)]), ...below].join('/');
}

/** Whether a file holds the rules of one site: it stands in a folder named `sites`. */
export function isSiteFile(file: string): boolean {
  return basename(dirname(file)) === SITES;
}

/** The text of a file, or what is wrong with it. */
export function readPackFile(file: string): string | Problem {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const message = `cannot be read (${(error as NodeJS.ErrnoException).code})`;
    return { file, line: 0, column: 0, message };
  }
}
