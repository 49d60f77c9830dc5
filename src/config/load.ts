import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../problem.js';
import type { ConfigFile } from './schema.js';

/** Name of the config file; the nearest one upward counts, and no other. */
export const CONFIG_FILE = 'dechaff.config.yml';

/** A config file's values and where they stand. */
export interface LoadedConfig {
  /** Path of the file; undefined where there is none. */
  file?: string;
  values: ConfigFile;
  lineOf(key: string): number;
}

/** Path of the nearest config file, in a folder or above it. */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, CONFIG_FILE);
    if (existsSync(file)) return file;
    if (at === dirname(at)) return undefined;
  }
}

/** Loads a config file: the named one, or the nearest. Throws `UsageError` with all that is wrong in it. */
export async function loadConfig(cwd: string, named?: string): Promise<LoadedConfig> {
  const file = named === undefined ? findConfig(cwd) : resolve(cwd, named);
  if (file === undefined) return { values: {}, lineOf: () => 0 };
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${named ?? file}: no such config file`);
  }
  // YAML and its checker are loaded only where there is a config: they would double the time of a start.
  const [{ checkYaml }, { configSchema }] = await Promise.all([import('./yaml.js'), import('./schema.js')]);
  const name = relative(cwd, file) || file;
  const { value, problems, locate } = checkYaml<ConfigFile>(name, source, configSchema as never);
  if (!value) throw new UsageError('', problems);
  // Paths in a config are meant from where it stands.
  const values = {
    ...value,
    ...(value.rules && { rules: value.rules.map((path) => resolve(dirname(file), path)) }),
  };
  return { file: name, values, lineOf: (key) => locate([key]).line };
}
