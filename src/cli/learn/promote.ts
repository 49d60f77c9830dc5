import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Document, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { type LoadedSite, loadSites } from '../../pack/load-sites.js';
import { suggestion, UsageError } from '../../problem.js';
import { writeWhole } from '../../write/file.js';
import { ExitCode, type Io, write } from '../io.js';

function loadWhole(path: string): LoadedSite[] {
  const { sites, problems } = loadSites(path);
  if (problems.length > 0) throw new UsageError('', problems);
  return sites;
}

/**
 * `rules promote`: copies a learned signature with its tests into the file of its site in a hand-kept pack. Its full id may be
 * given, or the last part of it. Returns the exit code.
 */
export async function promoteSignature(
  id: string,
  flags: { signatures: string[]; to: string },
  io: Io,
): Promise<number> {
  const sites = flags.signatures.flatMap((path) => loadWhole(resolve(io.cwd, path)));
  const all = sites.flatMap((site) => site.rules.map((loaded) => ({ site, full: loaded.rule.id })));
  const found = all.filter(({ full }) => full === id || full.endsWith(`/${id}`));
  const known = all.map(({ full }) => full);
  if (found.length === 0)
    throw new UsageError(`no signature "${id}"${suggestion(id, known) || '; see "dechaff rules list"'}`);
  if (found.length > 1)
    throw new UsageError(
      `"${id}" is a signature of ${found.length} sites; give one in full: ${found[0].full}`,
    );
  const [{ site, full }] = found;
  const own = full.split('/').at(-1)!;
  const source = parseDocument(readFileSync(site.file, 'utf8'));
  const rule = (source.get('rules') as YAMLSeq<YAMLMap>).items.find((item) => item.get('id') === own)!;
  rule.delete('learned');
  const target = join(resolve(io.cwd, flags.to), 'sites', basename(site.file));
  if (existsSync(target)) loadWhole(target);
  const pack = existsSync(target)
    ? parseDocument(readFileSync(target, 'utf8'))
    : new Document({ [source.has('host') ? 'host' : 'site']: site.host, rules: [] });
  const rules = pack.get('rules') as YAMLSeq<YAMLMap> | undefined;
  if (rules?.items.some((item) => item.get('id') === own))
    throw new UsageError(`${target}: has a rule "${own}" already`);
  if (rules) rules.add(rule);
  else pack.set('rules', [rule]);
  writeWhole(target, pack.toString({ lineWidth: 0 }));
  await write(io.stdout, `${own}: now a rule of ${target.replace(`${io.cwd}/`, '')}\n`);
  return ExitCode.Done;
}
