import type { Command } from 'commander';
import { INPUT_FORMATS } from '../../read/format.js';
import type { FromFormat } from '../../read/input.js';
import { runClean } from '../clean/run.js';
import type { ColourMode } from '../colour.js';
import type { Io } from '../io.js';
import { addDecisionOptions, options as opt } from '../options.js';
import type { ConfigFlags } from '../settings.js';

/** Flags of `clean`, as commander gives them. */
export interface CleanFlags extends ConfigFlags {
  from: FromFormat;
  encoding?: string;
  url?: string;
  textField: string;
  htmlField: string;
  siteField?: string;
  /** In bytes. */
  maxRecordSize: number;
  stdinFilename?: string;
  ignoreFiles?: boolean;
  out?: string;
  /** A path, or false for `--no-report`. */
  report?: string | boolean;
  check?: boolean;
  spans?: boolean;
  jobs?: number;
  resume?: boolean;
  dryRun?: boolean;
  shard?: { index: number; count: number };
  summary?: string;
  /** False for `--no-progress`. */
  progress?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  color: ColourMode;
}

/** Adds the command to the program. */
export function cleanCommand(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('clean', { isDefault: true })
    .summary('clean pages: article text out, a report of what went and why')
    .description(
      'Cleans pages (plain text, HTML, Markdown) and records (JSON Lines, WARC, WET, Parquet): reads files, folders, globs or standard input, packed or not, writes the article text, and a report of what went and why.',
    )
    .argument('[paths...]', 'files, folders and globs; none, or -, is standard input')
    .addOption(opt.from(...INPUT_FORMATS))
    .addOption(opt.encoding())
    .addOption(opt.url())
    .addOption(opt.textField())
    .addOption(opt.htmlField())
    .addOption(opt.siteField())
    .addOption(opt.maxRecordSize())
    .addOption(opt.stdinFilename())
    .addOption(opt.ignorePattern())
    .addOption(opt.noIgnoreFiles());
  addDecisionOptions(command)
    .addOption(opt.out())
    .addOption(opt.to())
    .addOption(opt.spans())
    .addOption(opt.report())
    .addOption(opt.noReport())
    .addOption(opt.reportFormat())
    .addOption(opt.check())
    .addOption(opt.jobs())
    .addOption(opt.resume())
    .addOption(opt.dryRun())
    .addOption(opt.shard())
    .addOption(opt.summary())
    .addOption(opt.noProgress())
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.color())
    .addOption(opt.quiet())
    .addOption(opt.verbose())
    .action(async (paths: string[], flags: CleanFlags) => done(await runClean(paths, flags, io)));
}
