import { resolve } from 'node:path';
import type { Settings } from '../config/settings.js';
import type { Rule } from '../match/rule.js';
import { createModel, type Model, shippedBundle } from '../model.js';
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
  { rules, select, ignore }: Pick<Settings, 'rules' | 'select' | 'ignore'>,
  cwd: string,
): Promise<Model> {
  const added = rules.length > 0 ? await loadAdded(rules, cwd) : [];
  if (select.length === 0 && ignore.length === 0) return createModel(added);
  const all = [...shippedBundle().rules, ...added];
  checkIds([...select, ...ignore], all);
  const chosen = select.map(toPattern);
  const left = ignore.map(toPattern);
  return createModel(
    added,
    ({ id }) => (chosen.length === 0 || chosen.some((p) => p.test(id))) && !left.some((p) => p.test(id)),
  );
}

/** Loads packs by path. */
export async function loadAdded(paths: readonly string[], cwd: string): Promise<Rule[]> {
  const { loadPack } = await import('../pack/load.js');
  const packs = paths.map((path) => loadPack(resolve(cwd, path)));
  const problems = packs.flatMap((pack) => pack.problems);
  if (problems.length > 0) throw new UsageError('', problems);
  return packs.flatMap((pack) => pack.rules.map(({ rule }) => rule));
}
