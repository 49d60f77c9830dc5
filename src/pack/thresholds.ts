import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { checkYaml } from '../config/yaml.js';
import { UsageError } from '../problem.js';

/** The file of a pack that holds what a signature needs, as `learn --gold` chose it. */
export const THRESHOLDS = 'thresholds.yml';

const share = z.number().min(0).max(1);
const schema = z.strictObject({
  'min-documents': z.int().min(1),
  'min-share': share,
  'max-article-rate': share,
  widespread: share,
});

export const isThresholdsFile = (file: string): boolean => basename(file) === THRESHOLDS;

/** What a signature needs, under the names that the options have. */
export type ThresholdsFile = z.infer<typeof schema>;

/** Reads a file of thresholds. Throws `UsageError` with all that is wrong in it. */
export function loadThresholds(path: string, cwd: string): ThresholdsFile {
  const file = resolve(cwd, path);
  if (!existsSync(file))
    throw new UsageError(`${path}: no such file; give the ${THRESHOLDS} that "learn --gold" wrote`);
  const { value, problems } = checkYaml(path, readFileSync(file, 'utf8'), schema);
  if (!value) throw new UsageError('', problems);
  return value;
}
