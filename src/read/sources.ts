import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Problem } from '../problem.js';
import type { IgnoreRules } from './ignore.js';

/** One file to clean. */
export interface Source {
  /** Absolute path. */
  path: string;
  /** As messages name it: relative to where the user stands, where that is shorter. */
  name: string;
  /** Place below the input folder, with `/`: what a mirrored output tree and the report repeat. */
  below: string;
}

export interface SourceOptions {
  cwd: string;
  ignore: IgnoreRules;
  /** Whether a walk takes a file of this name. */
  takes(name: string): boolean;
  /** Folder that a walk leaves out: the output, where it lies inside the input. */
  except?: string;
}

/** Name of a file that cleaning writes beside texts, which is no input. */
export const REPORT = /^dechaff-report\.(\d+-of-\d+\.)?[a-z]+$/;
const MAGIC = /[*?{}[\]!]/;

const REASONS: Record<string, string> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EEXIST: 'a part of the path is not a folder',
  EISDIR: 'is a folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
};

/** A file system error in plain words. */
export function fileReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? code ?? message;
}

function nameOf(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near === '' ? '.' : near.startsWith(`..${sep}..`) ? path : near;
}

/** Expands files, folders and globs into files, in the order given, each once. What cannot be read becomes a problem. */
export async function findSources(
  paths: readonly string[],
  options: SourceOptions,
): Promise<{ sources: Source[]; problems: Problem[] }> {
  const found: { sources: Source[]; problems: Problem[] } = { sources: [], problems: [] };
  const seen = new Set<string>();
  const add = (source: Source) => {
    if (!seen.has(source.path)) found.sources.push(source);
    seen.add(source.path);
  };
  for (const given of paths) {
    const path = resolve(options.cwd, given);
    const before = found.sources.length + found.problems.length;
    let isFolder = false;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (error) {
      if (MAGIC.test(given)) {
        for (const file of await expandGlob(given, options)) add(file);
        if (found.sources.length + found.problems.length === before)
          found.problems.push(problem(given, 'no file matches this pattern'));
      } else found.problems.push(problem(given, fileReason(error)));
      continue;
    }
    if (!isFolder) {
      add({ path, name: nameOf(path, options.cwd), below: basename(path) });
      continue;
    }
    walk(path, path, options, add, found.problems);
    if (found.sources.length + found.problems.length === before)
      found.problems.push(
        problem(
          given,
          'no file to read in this folder (by name: .txt, .html, .md, .jsonl, .warc, .wet, .parquet, also .gz and .zst, or without ending; --from text takes every file)',
        ),
      );
  }
  return found;
}

function problem(file: string, message: string): Problem {
  return { file, line: 0, column: 0, message };
}

function walk(
  folder: string,
  root: string,
  options: SourceOptions,
  add: (source: Source) => void,
  problems: Problem[],
): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push(problem(nameOf(folder, options.cwd), fileReason(error)));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if (path === options.except || options.ignore.ignores(path, root, isFolder)) continue;
    if (isFolder) walk(path, root, options, add, problems);
    else if (entry.isFile() || (entry.isSymbolicLink() && !isFolderLink(path))) {
      if (options.takes(entry.name) && !REPORT.test(entry.name))
        add({ path, name: nameOf(path, options.cwd), below: relative(root, path).split(sep).join('/') });
    }
  }
}

/** Links to folders are not followed: they can lead round in a circle. A broken link counts as a file that cannot be read. */
function isFolderLink(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function expandGlob(pattern: string, { cwd, ignore, except }: SourceOptions): Promise<Source[]> {
  const { glob } = await import('tinyglobby');
  const files = await glob([pattern.split(sep).join('/')], { cwd, absolute: true, expandDirectories: false });
  const fixed = pattern.slice(0, pattern.search(MAGIC));
  const root = resolve(cwd, fixed.endsWith('/') ? fixed : dirname(`${fixed}x`));
  return files
    .map((file) => resolve(file))
    .filter((path) => !ignore.ignores(path, root, false) && !(except && path.startsWith(except + sep)))
    .sort()
    .map((path) => ({ path, name: nameOf(path, cwd), below: relative(root, path).split(sep).join('/') }));
}
