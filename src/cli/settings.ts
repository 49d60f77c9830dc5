import type { CheckConfig } from '../config/check-schema.js';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import { type Flags, type ResolvedSettings, resolveSettings } from '../config/settings.js';

/** Flags as commander hands them over: `--no-x` makes `x` false, and leaves it true where it was not given. */
export interface ConfigFlags extends Flags {
  config?: string | boolean;
}

/** Settles the settings of a command from its flags and the config file. */
export async function settle(
  flags: ConfigFlags,
  cwd: string,
): Promise<ResolvedSettings & { file?: string; check: CheckConfig }> {
  const config: LoadedConfig =
    flags.config === false
      ? { values: {}, lineOf: () => 0 }
      : await loadConfig(cwd, typeof flags.config === 'string' ? flags.config : undefined);
  // Commander's `--no-model` is true by default: only its false says something.
  const model = flags.model === false ? false : undefined;
  return {
    ...resolveSettings({ ...flags, model }, config),
    file: config.file,
    check: config.values.check ?? {},
  };
}
