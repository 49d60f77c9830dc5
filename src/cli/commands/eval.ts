import type { Command } from 'commander';
import { PAGE_FORMATS, type PageFormat } from '../../read/format.js';
import type { ColourMode } from '../colour.js';
import type { Io } from '../io.js';
import { addDecisionOptions, options as opt } from '../options.js';
import type { ConfigFlags } from '../settings.js';

/** Flags of `eval`, as commander gives them. */
export interface EvalFlags extends ConfigFlags {
  from: 'auto' | PageFormat;
  input?: string;
  gold?: string;
  allowMissing?: boolean;
  ignoreFiles?: boolean;
  worst: number;
  format: string;
  reportFile?: string;
  minF1?: number;
  minRecall?: number;
  minPrecision?: number;
  color: ColourMode;
}

const MORE = `
PRED and GOLD are text files, folders of them, or .jsonl files of records with
id and text; a document's partner has the same path or id, whatever its ending.
Options under "Rules" decide how --input is cleaned. See docs/guide.md.

Examples:
  dechaff eval clean/ gold/
  dechaff eval --input pages/ --gold gold.jsonl --min-recall 0.97
`;

/** Adds the command to the program. What it does is loaded when it runs: other commands start without it. */
export function evalCommand(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('eval')
    .summary('score clean texts against gold texts')
    .description(
      'Scores clean texts against gold texts: precision, recall and F1 by words, by paragraphs and by role, with intervals and the worst documents.',
    )
    .argument('[pred]', 'clean texts to score')
    .argument('[gold]', 'gold texts')
    .addOption(opt.input())
    .addOption(opt.gold())
    .addOption(opt.from(...PAGE_FORMATS))
    .addOption(opt.allowMissing())
    .addOption(opt.ignorePattern())
    .addOption(opt.noIgnoreFiles());
  addDecisionOptions(command)
    .addOption(opt.format('text', 'json', 'markdown'))
    .addOption(opt.worst())
    .addOption(opt.reportFile())
    .addOption(opt.least('F1'))
    .addOption(opt.least('recall'))
    .addOption(opt.least('precision'))
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.color())
    .addHelpText('after', MORE)
    .action(async (pred: string | undefined, gold: string | undefined, flags: EvalFlags) => {
      const { runEval } = await import('../evaluation/run.js');
      done(await runEval([pred, gold], flags, io));
    });
}
