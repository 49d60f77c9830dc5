import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Settings } from '../config/settings.js';
import type { Rule, RuleWeight, SiteRule } from '../match/rule.js';
import { createModel, type Model, SHIPPED_SITES, shippedBundle } from '../model.js';
import { suggestion, UsageError } from '../problem.js';

function toPattern(id: string): RegExp {
  return new RegExp(
    `^${id
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('.*')}$`,
  );
}

function checkIds(patterns: readonly string[], rules: readonly Rule[]): void {
  for (const id of patterns)
    if (!rules.some((rule) => toPattern(id).test(rule.id)))
      throw new UsageError(
        `no rule matches "${id}"${
          suggestion(
            id,
            rules.map((rule) => rule.id),
          ) || '; see "dechaff rules list"'
        }`,
      );
}

/** The rules and weights that the settings ask for. Throws `UsageError` with all that is wrong in added packs. */
export async function modelFor(
  { rules, signatures, select, ignore }: Pick<Settings, 'rules' | 'signatures' | 'select' | 'ignore'>,
  cwd: string,
): Promise<Model> {
  const added = rules.length > 0 ? await loadAdded(rules, cwd) : [];
  const packs = [...rules, ...signatures].map((path) => resolve(cwd, path));
  const own = rules.length > 0 ? await loadOwnWeights(rules, cwd) : {};
  if (select.length === 0 && ignore.length === 0) return createModel(added, undefined, packs, own);
  const all: Rule[] = [...shippedBundle().rules, ...added];
  const asked = [...select, ...ignore];
  // Rules of sites are read only where somebody may mean one.
  if (!asked.every((id) => all.some((rule) => toPattern(id).test(rule.id))))
    all.push(...(await loadSiteRules([...rules, ...signatures], cwd)));
  checkIds(asked, all);
  const chosen = select.map(toPattern);
  const left = ignore.map(toPattern);
  return createModel(
    added,
    ({ id }) => (chosen.length === 0 || chosen.some((p) => p.test(id))) && !left.some((p) => p.test(id)),
    packs,
    own,
  );
}

/** Weights that packs hold of rules, the last one's where several hold one. */
export async function loadOwnWeights(
  paths: readonly string[],
  cwd: string,
): Promise<Record<string, RuleWeight>> {
  const { loadWeights } = await import('../pack/weights.js');
  return Object.assign({}, ...paths.map((path) => loadWeights(resolve(cwd, path))));
}

/** Loads packs by path. */
export async function loadAdded(paths: readonly string[], cwd: string): Promise<Rule[]> {
  const { loadPack } = await import('../pack/load.js');
  const packs = paths.map((path) => loadPack(resolve(cwd, path)));
  const problems = packs.flatMap((pack) => pack.problems);
  if (problems.length > 0) throw new UsageError('', problems);
  return packs.flatMap((pack) => pack.rules.map(({ rule }) => rule));
}

/** Loads the rules of all sites, shipped and added. Throws `UsageError` with all that is wrong in them. */
export async function loadSiteRules(paths: readonly string[], cwd: string): Promise<SiteRule[]> {
  const { loadSites } = await import('../pack/load-sites.js');
  const shipped = existsSync(SHIPPED_SITES) ? [SHIPPED_SITES] : [];
  const loaded = [...shipped, ...paths.map((path) => resolve(cwd, path))].map((path) => loadSites(path));
  const problems = loaded.flatMap((pack) => pack.problems);
  if (problems.length > 0) throw new UsageError('', problems);
  return loaded.flatMap(({ sites }) => sites.flatMap((site) => site.rules.map(({ rule }) => rule)));
}
