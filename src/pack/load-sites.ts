import { basename, extname } from 'node:path';
import { checkYaml } from '../config/yaml.js';
import type { SiteRule } from '../match/rule.js';
import type { Problem } from '../problem.js';
import { isSiteFile, packFiles, packName, readPackFile } from './files.js';
import { lintRule } from './lint-rule.js';
import type { LoadedRule } from './load.js';
import { registrableDomain } from './registrable-domain.js';
import { type SiteRuleSource, siteSchema } from './schema.js';
import { siteName } from './site-of.js';
import { toRule } from './to-rule.js';

/** A test inside a site's file. */
export interface SiteExample {
  expect: 'remove' | 'keep';
  line: number;
  column: number;
  format: 'text' | 'html';
  source: string;
}

export interface LoadedSiteRule extends LoadedRule {
  rule: SiteRule;
  examples: SiteExample[];
}

/** The rules of one site. */
export interface LoadedSite {
  /** Its registrable domain, or its name. */
  host: string;
  file: string;
  rules: LoadedSiteRule[];
}

type Say = (path: PropertyKey[], message: string) => void;
type Locate = ReturnType<typeof checkYaml>['locate'];

/** Loads the sites of a pack, or of one file. Nothing is thrown for what is wrong inside. */
export function loadSites(path: string, { bare = false } = {}): { sites: LoadedSite[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const sites = new Map<string, LoadedSite>();
  for (const file of packFiles(path).filter(isSiteFile)) {
    const loaded = loadSite(file, packName(path, file, false, bare));
    problems.push(...loaded.problems);
    if (!loaded.site) continue;
    const twin = sites.get(loaded.site.host);
    if (twin)
      problems.push({ file, line: 1, column: 1, message: `the site has its rules in ${twin.file} already` });
    else sites.set(loaded.site.host, loaded.site);
  }
  return { sites: [...sites.values()], problems };
}

/** Loads the file of one site; `pack` is what stands before the host in the full ids of its rules. */
export function loadSite(file: string, pack: string): { site?: LoadedSite; problems: Problem[] } {
  const source = readPackFile(file);
  if (typeof source !== 'string') return { problems: [source] };
  const { value, problems, locate } = checkYaml(file, source, siteSchema);
  if (!value) return { problems };
  const say: Say = (path, message) => problems.push({ file, ...locate(path), message });
  const host = value.host ?? value.site;
  if (host === undefined || (value.host !== undefined && value.site !== undefined)) {
    say([], 'needs either "host" or "site"');
    return { problems };
  }
  const name = basename(file, extname(file));
  if (value.host !== undefined) lintHost(value.host, name, say);
  else if (siteName(host) !== name)
    say(['site'], `the file must bear the name of its site: call it "${siteName(host)}.yml", not "${name}"`);
  if (value.rules.length + value.keep.length === 0) say([], 'needs a rule under "rules" or "keep"');
  const rules: LoadedSiteRule[] = [];
  for (const list of ['rules', 'keep'] as const)
    value[list].forEach((rule: SiteRuleSource, i) => {
      const before = problems.length;
      const own: Say = (path, message) => say([list, i, ...path], `rule "${rule.id}": ${message}`);
      const loaded = {
        file,
        ...toSiteRule(rule, `${pack}/${host}`, (path) => locate([list, i, ...path])),
      };
      lintRule(rule, own);
      const twin = rules.find((other) => other.rule.id === loaded.rule.id);
      if (twin) own(['id'], `the id is taken in line ${twin.line}`);
      if (problems.length === before) rules.push(loaded);
    });
  return { ...(problems.length === 0 && { site: { host, file, rules } }), problems };
}

function lintHost(host: string, name: string, say: Say): void {
  const domain = registrableDomain(host);
  if (domain === undefined)
    say(
      ['host'],
      `"${host}" is no registrable domain; write one such as example.com, without scheme or path`,
    );
  else if (domain !== host)
    say(
      ['host'],
      `"${host}" is no registrable domain; write "${domain}", whose rules speak on all of its hosts`,
    );
  else if (name !== host)
    say(['host'], `the file must bear the name of its host: call it "${host}.yml", not "${name}"`);
}

function toSiteRule(source: SiteRuleSource, pack: string, locate: Locate): Omit<LoadedSiteRule, 'file'> {
  const { within, tests, role, learned } = source;
  const rule = toRule({ ...source, role: role ?? 'other' }, pack);
  const examples = (['remove', 'keep'] as const).flatMap((expect) =>
    tests[expect].map((example, i) => ({
      expect,
      ...locate(['tests', expect, i]),
      ...(typeof example === 'string'
        ? { format: 'text' as const, source: example }
        : { format: 'html' as const, source: example.html }),
    })),
  );
  return {
    // What a keep mark protects is article text, whatever its role there.
    rule: {
      ...rule,
      role: role ?? 'body',
      keep: role === undefined,
      ...(within && { within }),
      ...(learned && { learned }),
    },
    line: locate(['id']).line,
    examples,
  };
}
