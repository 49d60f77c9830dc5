import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Name of the files that say what a walk leaves out, in the syntax of `.gitignore`. */
export const IGNORE_FILE = '.dechaffignore';

/** A path as ignore files name it, with `/`; undefined where it does not lie below the folder. */
function nameBelow(folder: string, path: string): string | undefined {
  const name = relative(folder, path);
  return name === '' || isAbsolute(name) || name.split(sep)[0] === '..'
    ? undefined
    : name.split(sep).join('/');
}

/** What a walk leaves out: patterns of the command line and config, and the ignore files of each folder on the way. */
export class IgnoreRules {
  private readonly folders = new Map<string, Ignore | undefined>();
  private readonly own: Ignore;

  constructor(
    private readonly cwd: string,
    patterns: readonly string[],
    private readonly useFiles: boolean,
  ) {
    this.own = ignore().add([...patterns]);
  }

  /** Whether a path (absolute) below `root` is left out. */
  ignores(path: string, root: string, isFolder: boolean): boolean {
    const test = (rules: Ignore, from: string) => {
      const name = nameBelow(from, path);
      return name !== undefined && rules.ignores(isFolder ? `${name}/` : name);
    };
    if (test(this.own, this.cwd) || test(this.own, root)) return true;
    if (!this.useFiles) return false;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const rules = this.inFolder(folder);
      if (rules && test(rules, folder)) return true;
      if (folder === root || folder === dirname(folder))
        return root !== this.cwd && this.cwdIgnores(path, isFolder);
    }
  }

  // The ignore file beside the config counts for all that is walked below it.
  private cwdIgnores(path: string, isFolder: boolean): boolean {
    const rules = this.inFolder(this.cwd);
    const name = nameBelow(this.cwd, path);
    return rules !== undefined && name !== undefined && rules.ignores(isFolder ? `${name}/` : name);
  }

  private inFolder(folder: string): Ignore | undefined {
    if (!this.folders.has(folder)) {
      const file = join(folder, IGNORE_FILE);
      this.folders.set(folder, existsSync(file) ? ignore().add(readFileSync(file, 'utf8')) : undefined);
    }
    return this.folders.get(folder);
  }
}
