import { type Command, InvalidArgumentError, Option } from 'commander';
import { INPUT_FORMATS } from '../../read/format.js';
import type { FromFormat } from '../../read/input.js';
import type { ColourMode } from '../colour.js';
import type { Io } from '../io.js';
import { addDecisionOptions, options as opt } from '../options.js';
import type { ConfigFlags } from '../settings.js';

/** Flags of `check`, as commander gives them. */
export interface CheckFlags extends Omit<ConfigFlags, 'reportFormat'> {
  from: FromFormat;
  stdinFilename?: string;
  jobs?: number;
  encoding?: string;
  maxRecordSize: number;
  textField: string;
  htmlField: string;
  ignoreFiles?: boolean;
  allowEmpty?: boolean;
  changedSince?: string;
  gold?: string;
  against?: string;
  maxBoilerplate?: string;
  maxBoilerplatePerDocument?: string;
  maxRole?: string[];
  maxDuplicates?: string;
  maxOverRemoval?: string;
  minWords?: number;
  languages?: string[];
  nearDuplicateAt?: number;
  repeatedIn?: number;
  minPrecision?: number;
  minRecall?: number;
  level?: string[];
  maxWarnings?: number;
  exitZero?: boolean;
  baseline?: string;
  updateBaseline?: boolean;
  strictBaseline?: boolean;
  report?: string[];
  docsUrl?: string;
  quiet?: boolean;
  color: ColourMode;
}

const MORE = `
A share is written as 2% or 0.02. The same names, without --, can stand under
"check:" in dechaff.config.yml. Rules and set-ups for CI: see docs/check.md.

Exit code: 0 nothing to complain of, 1 an error or too many warnings,
2 wrong usage, nothing to check, or a document that could not be read.

Examples:
  dechaff check corpus/
  dechaff check corpus/ --max-boilerplate 2% --languages en,de --max-warnings 50
  dechaff check corpus/ --baseline dechaff-baseline.json --changed-since main
  dechaff check corpus/ --report sarif=out.sarif --report github
`;

const list = (value: string, before: string[] = []) => [...before, value];

function count(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(value);
}

function several(value: string): number {
  if (!/^\d+$/.test(value) || Number(value) < 2)
    throw new InvalidArgumentError('It must be a whole number, 2 or more.');
  return Number(value);
}

function probability(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return number;
}

/** Bands of a signature find no pair that shares less. */
function similarity(value: string): number {
  const number = Number(value);
  if (!(number >= 0.3 && number <= 1)) throw new InvalidArgumentError('It must be a number from 0.3 to 1.');
  return number;
}

function address(value: string): string {
  if (!/^https?:/.test(value) || !URL.canParse(value))
    throw new InvalidArgumentError('It must be an address such as https://…');
  return value;
}

const inGroup = (group: string, options: readonly Option[]) =>
  options.map((option) => option.helpGroup(group));

const OPTIONS = () => [
  ...inGroup('Input:', [
    new Option('--allow-empty', 'do not fail where there is nothing to check'),
    new Option(
      '--changed-since <ref>',
      'check only files changed since a Git commit; all count for duplicates',
    ),
    new Option('--gold <path>', 'gold texts of the same names: adds precision and recall'),
    new Option('--against <path>', 'the same documents, cleaned: finds what cleaning should have kept'),
  ]),
  ...inGroup('Budgets:', [
    new Option('--max-boilerplate <share>', 'boilerplate of all words of the corpus'),
    new Option('--max-boilerplate-per-document <share>', "boilerplate of a document's words (default: 60%)"),
    new Option('--max-role <role=share>', 'words of one role in the corpus (repeatable)').argParser(list),
    new Option(
      '--max-duplicates <n>',
      'duplicates and near-duplicates: a number or a share of the documents',
    ),
    new Option('--max-over-removal <share>', 'words of the article that cleaning may lose; with --against'),
    new Option('--min-words <n>', 'words under which a document is short (default: 15)').argParser(count),
    new Option('--languages <codes>', 'expected languages, ISO 639-1: en,de (repeatable)').argParser(list),
    new Option(
      '--near-duplicate-at <j>',
      'Jaccard similarity of near-duplicates, by 5-word shingles (default: 0.8)',
    ).argParser(similarity),
    new Option(
      '--repeated-in <n>',
      'documents from which on a paragraph counts as repeated (default: 3)',
    ).argParser(several),
    new Option('--min-precision <x>', 'least precision of a document against its gold').argParser(
      probability,
    ),
    new Option('--min-recall <x>', 'least recall of a document against its gold').argParser(probability),
  ]),
  ...inGroup('CI:', [
    new Option(
      '--level <rule=level>',
      'make a rule an error, a warning, or switch it off (repeatable)',
    ).argParser(list),
    new Option('--max-warnings <n>', 'fail where there are more warnings').argParser(count),
    new Option('--exit-zero', 'exit with 0 whatever is found'),
    new Option('--baseline <file>', 'accept the findings that this file lists'),
    new Option('--update-baseline', 'write all findings to the baseline'),
    new Option('--strict-baseline', 'entries of the baseline that no longer occur are errors'),
  ]),
  ...inGroup('Output:', [
    new Option(
      '--report <form[=path]>',
      'text, json, jsonl, sarif, github, junit, markdown or html, to a file or standard output (repeatable)',
    ).argParser(list),
    new Option(
      '--docs-url <url>',
      'page about the rules that reports link to, with a heading for each id; without it none is linked',
    ).argParser(address),
  ]),
];

/** Adds the command to the program. What it does is loaded when it runs: other commands start without it. */
export function checkCommand(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('check')
    .summary('measure the quality of a corpus, for CI: boilerplate, duplicates, mojibake')
    .description(
      'Measures texts without changing them and fails where they are dirty: boilerplate by role, empty, short, foreign, wrongly decoded or repeated documents, leftover markup.',
    )
    .argument('<paths...>', 'files, folders and globs; - is standard input')
    .addOption(opt.from(...INPUT_FORMATS))
    .addOption(opt.stdinFilename())
    .addOption(opt.encoding())
    .addOption(opt.textField())
    .addOption(opt.htmlField())
    .addOption(opt.maxRecordSize())
    .addOption(opt.ignorePattern())
    .addOption(opt.noIgnoreFiles());
  addDecisionOptions(command);
  for (const option of OPTIONS()) command.addOption(option);
  command
    .addOption(opt.jobs('check'))
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.color())
    .addOption(opt.quiet())
    .addHelpText('after', MORE)
    .action(async (paths: string[], flags: CheckFlags) => {
      const { runCheck } = await import('../check/run.js');
      done(await runCheck(paths, flags, io));
    });
}
