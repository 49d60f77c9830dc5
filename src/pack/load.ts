import { basename, extname } from 'node:path';
import { type Checked, checkYaml } from '../config/yaml.js';
import type { Rule } from '../match/rule.js';
import type { Problem } from '../problem.js';
import { isSiteFile, packFiles, packName, readPackFile } from './files.js';
import { lintRule } from './lint-rule.js';
import { packSchema, type RuleSource, ruleSchema } from './schema.js';
import { isThresholdsFile } from './thresholds.js';
import { toRule } from './to-rule.js';
import { isWeightsFile } from './weights.js';

/** A rule and where it was written. */
export interface LoadedRule {
  rule: Rule;
  file: string;
  line: number;
}

export interface LoadedPack {
  rules: LoadedRule[];
  problems: Problem[];
}

/**
 * Loads a pack: a folder or a file. Rules of sites are left out: `loadSites` has them. Nothing is thrown for what is wrong
 * inside; a path that cannot be read throws `UsageError`.
 */
export function loadPack(path: string, { bare = false } = {}): LoadedPack {
  const pack: LoadedPack = { rules: [], problems: [] };
  const files = packFiles(path).filter((file) => !isWeightsFile(file) && !isThresholdsFile(file));
  if (files.length === 0)
    pack.problems.push({ file: path, line: 0, column: 0, message: 'no .yml file in this rule pack' });
  for (const file of files) if (!isSiteFile(file)) loadFile(path, file, bare, pack);
  const seen = new Map<string, LoadedRule>();
  for (const loaded of pack.rules) {
    const twin = seen.get(loaded.rule.id);
    if (twin)
      pack.problems.push({
        file: loaded.file,
        line: loaded.line,
        column: 1,
        message: `rule id "${loaded.rule.id}" is taken by ${twin.file}:${twin.line}`,
      });
    seen.set(loaded.rule.id, loaded);
  }
  return pack;
}

function loadFile(root: string, file: string, bare: boolean, pack: LoadedPack): void {
  const source = readPackFile(file);
  if (typeof source !== 'string') {
    pack.problems.push(source);
    return;
  }
  const many = /^rules\s*:/m.test(source);
  const checked: Checked<RuleSource | { rules: RuleSource[] }> = many
    ? checkYaml(file, source, packSchema)
    : checkYaml(file, source, ruleSchema);
  pack.problems.push(...checked.problems);
  if (!checked.value) return;
  const name = packName(root, file, many, bare);
  const sources = 'rules' in checked.value ? checked.value.rules : [checked.value];
  sources.forEach((rule, i) => {
    const at = 'rules' in checked.value! ? ['rules', i] : [];
    const problem = (path: PropertyKey[], message: string) =>
      pack.problems.push({
        file,
        ...checked.locate([...at, ...path]),
        message: `rule "${rule.id}": ${message}`,
      });
    const before = pack.problems.length;
    lintRule(rule, problem);
    if (!many && basename(file, extname(file)) !== rule.id)
      problem(['id'], `must bear the name of its file, "${basename(file, extname(file))}"`);
    if (pack.problems.length === before)
      pack.rules.push({ rule: toRule(rule, name), file, line: checked.locate([...at, 'id']).line });
  });
}
