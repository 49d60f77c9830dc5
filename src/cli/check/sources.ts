import type { Settings } from '../../config/settings.js';
import { formatProblem, UsageError } from '../../problem.js';
import { isInputName } from '../../read/format.js';
import { IgnoreRules } from '../../read/ignore.js';
import { fileInput, holdsRecords, type Input, stdinInput } from '../../read/input.js';
import { findSources } from '../../read/sources.js';
import type { TextEntry } from '../../read/text-set.js';
import type { CheckFlags } from '../commands/check.js';
import { type Io, write } from '../io.js';
import { changedFiles } from './changed-files.js';
import { partnersIn } from './partners.js';

/** An input of a run. */
export interface CheckSource {
  input: Input;
  /** Whether findings are wanted of it; if not, others are only held against it. */
  wanted: boolean;
}

/** What a run looks at. */
export interface FoundSources {
  /** Those that are only compared with stand first: of two documents that are alike the later one is reported. */
  sources: CheckSource[];
  /** Paths that could not be read, each named on standard error. */
  problems: number;
  gold?: Partners;
  cleaned?: Partners;
}

/** Finds the partner of a document by its place below the input, or by its record's id. */
export type Partners = (id: string) => TextEntry | undefined;

/** What a walk or a pattern says that has found nothing. */
const NOTHING = /^no (file matches|file to read in this folder)/;

/** Finds the inputs of a run and their partners. */
export async function findCheckSources(
  paths: readonly string[],
  flags: CheckFlags,
  { ignorePattern }: Settings,
  { cwd, stderr, stdin }: Io,
): Promise<FoundSources> {
  const piped = paths.includes('-');
  if (piped && paths.length > 1)
    throw new UsageError('standard input (-) cannot be checked together with paths; run them separately');
  const ignore = new IgnoreRules(cwd, ignorePattern, flags.ignoreFiles !== false);
  const takes = flags.from === 'auto' ? isInputName : () => true;
  const { sources, problems } = await findSources(piped ? [] : paths, { cwd, ignore, takes });
  const real = problems.filter(({ message }) => !flags.allowEmpty || !NOTHING.test(message));
  for (const problem of real) await write(stderr, `dechaff: ${formatProblem(problem)}\n`);
  const changed = flags.changedSince === undefined ? undefined : changedFiles(flags.changedSince, cwd);
  const all: CheckSource[] = [];
  if (piped) all.push({ input: await stdinInput(stdin, flags.stdinFilename, flags.from), wanted: true });
  for (const source of sources)
    all.push({ input: await fileInput(source, flags.from), wanted: changed?.has(source.path) ?? true });
  const pages = all.filter(({ input }) => !holdsRecords(input)).map(({ input }) => input.below);
  const partners = (path: string | undefined, flag: string) =>
    path === undefined || all.length === 0
      ? undefined
      : partnersIn(path, pages, { cwd, ignore, flag, records: pages.length < all.length });
  const gold = await partners(flags.gold, '--gold');
  const cleaned = await partners(flags.against, '--against');
  return {
    sources: [...all.filter(({ wanted }) => !wanted), ...all.filter(({ wanted }) => wanted)],
    problems: real.length,
    ...(gold && { gold }),
    ...(cleaned && { cleaned }),
  };
}
