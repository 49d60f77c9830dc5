import { type Command, InvalidArgumentError, Option } from 'commander';
import { MAX_RECORD_SIZE } from '../read/record.js';
import { REPORTERS } from '../report/index.js';
import { COLOUR_MODES } from './colour.js';

const list = (value: string, before: string[] = []) => [...before, value];

export function probability(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return number;
}

export function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value.trim())) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(value);
}

function jobCount(value: string): number {
  const jobs = wholeNumber(value);
  if (jobs < 1) throw new InvalidArgumentError('It must be 1 or more.');
  return Math.min(jobs, MOST_JOBS);
}

/** More threads than any machine has cores would only cost memory. */
const MOST_JOBS = 256;

function shardOf(value: string): { index: number; count: number } {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(value.trim())?.map(Number) ?? [];
  if (!(index >= 1 && index <= count))
    throw new InvalidArgumentError('It must be a part and how many there are, such as 1/4 to 4/4.');
  return { index, count };
}

const UNITS = 'kmg';

/** Bytes of a size such as `64MB`, a thousand and twenty-four to the next unit; not a number where it is none. */
function bytesOf(value: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]?)i?b?$/i.exec(value.trim()) ?? [];
  return Math.floor(Number(digits) * 1024 ** (unit ? UNITS.indexOf(unit.toLowerCase()) + 1 : 0));
}

/** Parses a size between two others. */
export function byteSize({ least, most, example }: Record<'least' | 'most' | 'example', string>) {
  return (value: string): number => {
    const bytes = bytesOf(value);
    if (!(bytes >= bytesOf(least) && bytes <= bytesOf(most)))
      throw new InvalidArgumentError(`It must be a size from ${least} to ${most}, such as ${example}.`);
    return bytes;
  };
}

/** Forms of clean output. */
export const OUTPUT_FORMS = ['text', 'markdown', 'json', 'jsonl'] as const;

/** Options that several commands share; help and docs follow from them. */
export const options = {
  from: (...forms: readonly string[]) =>
    new Option('--from <form>', 'form of the input; auto goes by name, then by content')
      .choices(['auto', ...forms])
      .default('auto')
      .helpGroup('Input:'),
  encoding: () =>
    new Option('--encoding <name>', 'encoding of the input, whatever it says itself').helpGroup('Input:'),
  url: () => new Option('--url <url>', 'address of the page, where there is one page').helpGroup('Input:'),
  textField: () =>
    new Option('--text-field <name>', 'field or column of records that holds plain text')
      .default('text')
      .helpGroup('Input:'),
  htmlField: () =>
    new Option('--html-field <name>', 'field or column of records that holds HTML')
      .default('html')
      .helpGroup('Input:'),
  maxRecordSize: () =>
    new Option('--max-record-size <size>', 'largest page or record that is read, such as 64MB')
      // What is longer fits into no string.
      .argParser(byteSize({ least: '1B', most: '512MB', example: '500000, 64MB or 0.5GB' }))
      .default(MAX_RECORD_SIZE, '64MB')
      .helpGroup('Input:'),
  stdinFilename: () =>
    new Option('--stdin-filename <name>', 'name of standard input in reports and messages').helpGroup(
      'Input:',
    ),
  ignorePattern: () =>
    new Option(
      '--ignore-pattern <glob>',
      'leave files out of walks and globs, as .dechaffignore does (repeatable)',
    )
      .argParser(list)
      .helpGroup('Input:'),
  noIgnoreFiles: () =>
    new Option('--no-ignore-files', 'do not read .dechaffignore files').helpGroup('Input:'),
  rules: () =>
    new Option('--rules <path>', 'add a rule pack: a folder or a .yml file (repeatable)')
      .argParser(list)
      .helpGroup('Rules:'),
  signatures: () =>
    new Option('--signatures <path>', 'apply what "learn" found on the sites: its folder (repeatable)')
      .argParser(list)
      .helpGroup('Rules:'),
  siteField: () =>
    new Option(
      '--site-field <name>',
      'field of records that names their site; else it is the domain of the url, or the folder',
    ).helpGroup('Input:'),
  select: () =>
    new Option('--select <id>', 'use only these rules; * stands for any part of an id (repeatable)')
      .argParser(list)
      .helpGroup('Rules:'),
  ignore: () =>
    new Option('--ignore <id>', 'leave these rules out; * stands for any part of an id (repeatable)')
      .argParser(list)
      .helpGroup('Rules:'),
  threshold: () =>
    new Option('--threshold <p>', 'remove a paragraph whose score is above this probability')
      .argParser(probability)
      .helpGroup('Rules:'),
  noModel: () => new Option('--no-model', "decide by the rules' evidence alone").helpGroup('Rules:'),
  keep: () =>
    new Option('--keep <roles>', 'roles to keep: a,b replaces the default, +a adds to it, all is all')
      .argParser(list)
      .helpGroup('Rules:'),
  drop: () =>
    new Option('--drop <roles>', 'roles to take away from the kept ones').argParser(list).helpGroup('Rules:'),
  out: () =>
    new Option('-o, --out <path>', 'write to a file, or to a folder that mirrors the input').helpGroup(
      'Output:',
    ),
  to: () => new Option('--to <form>', 'form of the clean output').choices(OUTPUT_FORMS).helpGroup('Output:'),
  report: () =>
    new Option('--report <path>', 'where the report goes; - is standard output').helpGroup('Output:'),
  reportFormat: () =>
    new Option('--report-format <form>', 'form of the report')
      .choices(Object.keys(REPORTERS))
      .helpGroup('Output:'),
  noReport: () => new Option('--no-report', 'write no report').helpGroup('Output:'),
  check: () =>
    new Option('--check', 'write nothing; exit with 1 where something would be removed').helpGroup('Output:'),
  jobs: (verb = 'clean') =>
    new Option('-j, --jobs <n>', `${verb} on so many threads; if not given, as many as there are cores`)
      .argParser(jobCount)
      .helpGroup('Batch:'),
  resume: () =>
    new Option('--resume', 'leave out what an earlier run with the same options did already').helpGroup(
      'Batch:',
    ),
  dryRun: () =>
    new Option(
      '--dry-run',
      'say what would be read and written, and what --resume would leave out; do nothing',
    ).helpGroup('Batch:'),
  shard: () =>
    new Option(
      '--shard <i/n>',
      'take one of n parts of the files and records, by a hash of their names; parts may share a folder',
    )
      .argParser(shardOf)
      .helpGroup('Batch:'),
  summary: () =>
    new Option('--summary <path>', 'write what the run came to as JSON; - is standard output').helpGroup(
      'Batch:',
    ),
  noProgress: () => new Option('--no-progress', 'show no progress').helpGroup('Batch:'),
  spans: () =>
    new Option('--spans', 'add every paragraph as [start, end, role, score] to records').helpGroup('Output:'),
  input: () =>
    new Option('--input <path>', 'pages to clean and compare: a file, folder, glob or .jsonl').helpGroup(
      'Input:',
    ),
  gold: () =>
    new Option('--gold <path>', 'gold texts or roles of the pages that --input names').helpGroup('Input:'),
  allowMissing: () =>
    new Option('--allow-missing', 'leave out documents that have no partner').helpGroup('Input:'),
  worst: () =>
    new Option('--worst <n>', 'list so many of the worst documents')
      .argParser(wholeNumber)
      .default(10)
      .helpGroup('Output:'),
  reportFile: () =>
    new Option('--report-file <path>', 'write the result to a file instead of standard output').helpGroup(
      'Output:',
    ),
  least: (measure: 'F1' | 'recall' | 'precision') =>
    new Option(
      `--min-${measure.toLowerCase()} <x>`,
      `exit with 1 where the mean ${measure} by words is below x, 0 to 1`,
    )
      .argParser(probability)
      .helpGroup('CI:'),
  config: () => new Option('--config <file>', 'use this config file').helpGroup('Other:'),
  noConfig: () => new Option('--no-config', 'use no config file').helpGroup('Other:'),
  quiet: () => new Option('-q, --quiet', 'print errors only').helpGroup('Other:'),
  verbose: () => new Option('-v, --verbose', 'say what is done, file by file').helpGroup('Other:'),
  color: () =>
    new Option('--color <when>', 'colour in reports and messages')
      .choices(COLOUR_MODES)
      .default('auto')
      .helpGroup('Other:'),
  format: (...choices: string[]) =>
    new Option('--format <form>', 'form of the output')
      .choices(choices)
      .default(choices[0])
      .helpGroup('Output:'),
};

/** Adds the options that decide what stays: those that cleaning and explaining must agree on. */
export function addDecisionOptions(command: Command): Command {
  const { keep, drop, threshold, noModel, rules, signatures, select, ignore } = options;
  for (const option of [keep, drop, threshold, noModel, rules, signatures, select, ignore])
    command.addOption(option());
  return command;
}
