import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Settings } from '../../config/settings.js';
import { hashFile } from '../../read/hash-file.js';
import { VERSION } from '../../version.js';
import type { CleanFlags } from '../commands/clean.js';
import type { Plan } from './plan.js';

/** A hash of all that decides what a run writes, but for its inputs: version, rules, options. */
export function fingerprintOf(
  settings: Settings,
  flags: CleanFlags,
  { target, reportFile }: Plan,
  rulesHash: string,
  counting: boolean,
  cwd: string,
): string {
  const { from, encoding, siteField, textField, htmlField, maxRecordSize, spans, shard, color } = flags;
  const report = reportFile && 'path' in target ? relative(target.path, reportFile) : reportFile;
  const form = { from, encoding, siteField, textField, htmlField, maxRecordSize, spans, shard, color };
  return hashOf(settings, rulesHash, cwd, { ...form, report, counting });
}

/** A hash of version, rules, settings, and of the options that decide besides. */
export function hashOf(settings: Settings, rulesHash: string, cwd: string, options: object): string {
  const { ignorePattern: _, rules, signatures, ...decisive } = settings;
  const packs = [...rules, ...signatures].map((path) => packHash(resolve(cwd, path)));
  return createHash('sha256')
    .update(JSON.stringify([VERSION, rulesHash, packs, decisive, options]))
    .digest('hex')
    .slice(0, 32);
}

/** Hashes of all files of a rule pack, by their names. */
function packHash(path: string): (string | undefined)[][] {
  if (!statSync(path).isDirectory()) return [['', hashFile(path)]];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => [name, hashFile(join(path, name))]);
}
