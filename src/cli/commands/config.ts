import type { Command } from 'commander';
import type { ResolvedSettings, Settings } from '../../config/settings.js';
import { ExitCode, type Io, write } from '../io.js';
import { options as opt } from '../options.js';
import { type ConfigFlags, settle } from '../settings.js';

/** Adds the command to the program. */
export function configCommand(program: Command, io: Io, done: (code: number) => void): void {
  program
    .command('config')
    .summary('show the settings in force and where each comes from')
    .description(
      'Shows every setting with its value and where it comes from: a flag, a line of the config file, or the default.',
    )
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.format('text', 'json'))
    .action(async (flags: ConfigFlags & { format: 'text' | 'json' }) => done(await runConfig(flags, io)));
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function show(value: Settings[keyof Settings]): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

async function runConfig(flags: ConfigFlags & { format: string }, io: Io): Promise<number> {
  const settled: ResolvedSettings & { file?: string } = await settle({ config: flags.config }, io.cwd);
  const keys = Object.keys(settled.values) as (keyof Settings)[];
  if (flags.format === 'json') {
    const settings = Object.fromEntries(
      keys.map((key) => [kebab(key), { value: settled.values[key], source: settled.sources[key] }]),
    );
    await write(io.stdout, `${JSON.stringify({ file: settled.file ?? null, settings }, null, 2)}\n`);
    return ExitCode.Done;
  }
  const lines = keys.map((key) => `${kebab(key)}: ${show(settled.values[key])}  # ${settled.sources[key]}`);
  await write(io.stdout, `# ${settled.file ?? 'no config file'}\n${lines.join('\n')}\n`);
  return ExitCode.Done;
}
