import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** SHA-256 over names and bytes of all files under some paths, less those whose place is left out; 16 hex digits. */
export function hashFiles(paths: readonly string[], except?: RegExp): string {
  const hash = createHash('sha256');
  const add = (path: string, name: string) => {
    if (except?.test(name)) return;
    if (statSync(path).isDirectory())
      for (const child of readdirSync(path).sort()) add(join(path, child), `${name}/${child}`);
    else hash.update(name).update(readFileSync(path));
  };
  for (const path of paths) add(path, basename(path));
  return hash.digest('hex').slice(0, 16);
}
