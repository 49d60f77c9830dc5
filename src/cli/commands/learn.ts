import { type Command, Option } from 'commander';
import { DEFAULT_THRESHOLDS } from '../../learn/thresholds.js';
import { INPUT_FORMATS } from '../../read/format.js';
import type { FromFormat } from '../../read/input.js';
import type { Shard } from '../clean/shard.js';
import type { Io } from '../io.js';
import { byteSize, options as opt, probability, wholeNumber } from '../options.js';
import type { ConfigFlags } from '../settings.js';

/** What the engine may take, as commander gives it. */
export interface EngineFlags {
  /** Bytes. */
  memory: number;
  temp?: string;
  threads: number;
}

/** What a signature needs, as commander gives it. */
export interface ThresholdFlags {
  thresholds?: string;
  minDocuments?: number;
  minShare?: number;
  maxArticleRate?: number;
  widespread?: number;
}

/** Flags of `learn`, as commander gives them. */
export interface LearnFlags extends ConfigFlags, EngineFlags, ThresholdFlags {
  from: FromFormat;
  encoding?: string;
  textField: string;
  htmlField: string;
  siteField?: string;
  dateField: string;
  maxRecordSize: number;
  ignoreFiles?: boolean;
  jobs?: number;
  resume?: boolean;
  shard?: Shard;
  partial?: boolean;
  observations?: boolean;
  gold?: string;
  out?: string;
  quiet?: boolean;
}

const MORE = `
One run, or three steps that can be apart:
  dechaff learn pages/ -o signatures/
  dechaff learn pages/ --shard 3/64 --partial -o counts-3.parquet
  dechaff learn merge counts-*.parquet -o counts.parquet
  dechaff learn freeze counts.parquet -o signatures/
Weights, phrases and thresholds from pages whose article is known:
  dechaff learn pages/ --gold gold/ --rules house/ -o house-learned/
  dechaff learn pages/ --thresholds house-learned/thresholds.yml -o signatures/
Then read signatures/sites/*.yml, and apply them:
  dechaff pages/ -o clean/ --signatures signatures/
See docs/learn.md.
`;

const DEFAULT_MEMORY = 1024 ** 3;

function addEngine(command: Command): Command {
  return command
    .addOption(
      new Option('--memory <size>', 'most memory that counting takes; it spills to disk')
        .argParser(byteSize({ least: '512MB', most: '1000GB', example: '1GB' }))
        .default(DEFAULT_MEMORY, '1GB')
        .helpGroup('Engine:'),
    )
    .addOption(
      new Option('--temp <path>', "folder for counting and spilling; else the system's").helpGroup('Engine:'),
    )
    .addOption(
      new Option('--threads <n>', 'threads that count')
        .argParser(wholeNumber)
        .default(2)
        .helpGroup('Engine:'),
    );
}

function addThresholds(command: Command): Command {
  const { documents, share, articleRate, widespread } = DEFAULT_THRESHOLDS;
  command.addOption(
    new Option('--thresholds <file>', 'what "learn --gold" chose; the options below win').helpGroup(
      'Signatures:',
    ),
  );
  // The file's values stand behind what is given, so that the parser must not fill in the defaults.
  const option = (flag: string, text: string, value: number, parse: (v: string) => number) =>
    command.addOption(
      new Option(flag, `${text} (default: ${value})`).argParser(parse).helpGroup('Signatures:'),
    );
  option('--min-documents <n>', 'fewest different pages of a site', documents, wholeNumber);
  option('--min-share <p>', "least share of the site's pages; twice that for templates", share, probability);
  option(
    '--max-article-rate <p>',
    'largest share of them on which it is taken for article text',
    articleRate,
    probability,
  );
  option(
    '--widespread <p>',
    'share of pages from which on it is boilerplate whatever it is taken for; twice that for templates',
    widespread,
    probability,
  );
  return command;
}

/** Adds the command and its steps to the program. What they do is loaded when they run. */
export function learnCommand(program: Command, io: Io, done: (code: number) => void): void {
  const out = (text: string) => new Option('-o, --out <path>', text).helpGroup('Output:');
  const learn = program
    .command('learn')
    .summary('learn what repeats across the pages of a site, as signatures to review')
    .description(
      "Counts what repeats across each site's pages and freezes it as readable signatures, to be reviewed and applied by clean --signatures.",
    )
    .argument('[paths...]', 'files, folders and globs; none, or -, is standard input')
    .addOption(opt.from(...INPUT_FORMATS))
    .addOption(opt.encoding())
    .addOption(opt.textField())
    .addOption(opt.htmlField())
    .addOption(opt.siteField())
    .addOption(
      new Option('--date-field <name>', 'field of records that holds their ISO 8601 date')
        .default('date')
        .helpGroup('Input:'),
    )
    .addOption(opt.maxRecordSize())
    .addOption(opt.ignorePattern())
    .addOption(opt.noIgnoreFiles())
    .addOption(opt.jobs())
    .addOption(opt.resume())
    .addOption(opt.shard())
    .addOption(
      new Option('--partial', 'write counts (Parquet) to --out instead of signatures').helpGroup('Output:'),
    )
    .addOption(
      new Option('--observations', 'write what each page adds, as JSON Lines, for another engine').helpGroup(
        'Output:',
      ),
    )
    .addOption(
      new Option(
        '--gold <path>',
        'gold texts of the pages: count weights of --rules, phrases and thresholds into the pack that --out names',
      ).helpGroup('Rules:'),
    )
    .addOption(opt.rules())
    .addOption(out('folder of the signatures or of the pack, or file of the counts'));
  addThresholds(addEngine(learn))
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.quiet())
    .addHelpText('after', MORE)
    .action(async (paths: string[], flags: LearnFlags) => {
      const { runLearn } = await import('../learn/run.js');
      done(await runLearn(paths, flags, io));
    });
  addEngine(
    learn
      .command('merge')
      .description('Merges counts of shards into one file.')
      .argument('<counts...>', 'Parquet files, or folders of them')
      .addOption(out('file of the merged counts')),
  ).action(async (paths: string[], _: EngineFlags, command: Command) => {
    const { mergeCounts } = await import('../learn/steps.js');
    done(await mergeCounts(paths, command.optsWithGlobals(), io));
  });
  addThresholds(
    addEngine(
      learn
        .command('freeze')
        .description('Turns counts into signatures.')
        .argument('<counts...>', 'Parquet files, or folders of them')
        .addOption(out('folder of the signatures')),
    ),
  )
    .addOption(opt.quiet())
    .action(async (paths: string[], _: EngineFlags, command: Command) => {
      const { freezeCounts } = await import('../learn/steps.js');
      done(await freezeCounts(paths, command.optsWithGlobals(), io));
    });
  learn
    .command('diff')
    .description('Says which signatures came and which went; exits with 1 where any did.')
    .argument('<old>', 'folder of signatures')
    .argument('<new>', 'folder of signatures')
    .action(async (old: string, now: string) => {
      const { diffFolders } = await import('../learn/diff.js');
      done(await diffFolders(old, now, io));
    });
}
