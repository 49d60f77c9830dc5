import type { Rule } from './match/rule.js';
import { createModel, type Model } from './model.js';
import { loadPack } from './pack/load.js';
import { loadWeights } from './pack/weights.js';
import { UsageError } from './problem.js';

/**
 * Loads rule packs and puts them behind the shipped rules: the `model` of `clean` and `createProcessor`.
 * Rules for sites (`sites/HOST.yml`) are read when a page of theirs comes.
 * Throws `UsageError` with every problem as `file:line:column` where a pack is broken.
 */
export function loadRules(...paths: string[]): Model {
  const packs = paths.map((path) => loadPack(path));
  const problems = packs.flatMap((pack) => pack.problems);
  if (problems.length > 0) throw new UsageError('', problems);
  const rules = packs.flatMap((pack): Rule[] => pack.rules.map(({ rule }) => rule));
  const own = Object.assign({}, ...paths.map(loadWeights));
  return createModel(rules, undefined, paths, own);
}
