import type { Settings } from '../../config/settings.js';
import { formatProblem } from '../../problem.js';
import { IgnoreRules } from '../../read/ignore.js';
import { findSources, type Source } from '../../read/sources.js';
import type { TextEntry } from '../../read/text-set.js';
import type { CheckFlags } from '../commands/check.js';
import { type Io, write } from '../io.js';
import { changedFiles } from './changed-files.js';
import { partnersIn } from './partners.js';

/** A document of a run. */
export interface CheckSource {
  source: Source;
  /** Whether findings are wanted of it; if not, others are only held against it. */
  wanted: boolean;
  gold?: TextEntry;
  /** `null` where nothing that was cleaned has its name. */
  cleaned?: TextEntry | null;
}

/** What a run looks at. */
export interface FoundDocuments {
  /** Those that are only compared with stand first: of two that are alike the later one is reported. */
  documents: CheckSource[];
  /** Paths that could not be read, each named on standard error. */
  problems: number;
}

/** What a walk or a pattern says that has found nothing. */
const NOTHING = /^no (file matches|text file)/;

/** Finds the documents of a run and their partners. */
export async function findDocuments(
  paths: readonly string[],
  flags: CheckFlags,
  { ignorePattern }: Settings,
  { cwd, stderr }: Io,
): Promise<FoundDocuments> {
  const ignore = new IgnoreRules(cwd, ignorePattern, flags.ignoreFiles !== false);
  const { sources, problems } = await findSources(paths, { cwd, ignore, anyName: flags.from === 'text' });
  const real = problems.filter(({ message }) => !flags.allowEmpty || !NOTHING.test(message));
  for (const problem of real) await write(stderr, `dechaff: ${formatProblem(problem)}\n`);
  const changed = flags.changedSince === undefined ? undefined : changedFiles(flags.changedSince, cwd);
  const partners = async (path: string | undefined, flag: string) =>
    path === undefined || sources.length === 0 ? undefined : partnersIn(path, sources, { cwd, ignore, flag });
  const gold = await partners(flags.gold, '--gold');
  const cleaned = await partners(flags.against, '--against');
  const documents = sources.map((source): CheckSource => {
    const text = gold?.get(source);
    return {
      source,
      wanted: changed === undefined || changed.has(source.path),
      ...(text && { gold: text }),
      ...(cleaned && { cleaned: cleaned.get(source) ?? null }),
    };
  });
  return {
    documents: [...documents.filter(({ wanted }) => !wanted), ...documents.filter(({ wanted }) => wanted)],
    problems: real.length,
  };
}
