import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { checkYaml } from '../config/yaml.js';
import type { RuleWeight } from '../match/rule.js';
import { UsageError } from '../problem.js';

/** The file of a pack that holds weights of rules, its own or another pack's, as `learn --gold` counted them. */
export const WEIGHTS = 'weights.yml';

const count = z.int().min(0);
const weight = z.strictObject({
  whole: z.number(),
  part: z.number(),
  outside: count,
  inside: count,
  sites: count,
});
const schema = z.strictObject({ weights: z.record(z.string(), weight) });

/** A rule's weight and what it was counted from: hits outside and inside of gold articles, and sites that have any. */
export type CountedWeight = z.infer<typeof weight>;

export const isWeightsFile = (file: string): boolean => basename(file) === WEIGHTS;

/** The weights that a pack holds, by full id of the rule; none for a file of rules. Throws `UsageError` with all that is wrong in them. */
export function loadWeights(pack: string): Record<string, RuleWeight> {
  const file = join(pack, WEIGHTS);
  if (!statSync(pack, { throwIfNoEntry: false })?.isDirectory() || !existsSync(file)) return {};
  const { value, problems } = checkYaml(file, readFileSync(file, 'utf8'), schema);
  if (!value) throw new UsageError('', problems);
  return Object.fromEntries(
    Object.entries(value.weights).map(([id, { whole, part }]) => [id, { whole, part }]),
  );
}
