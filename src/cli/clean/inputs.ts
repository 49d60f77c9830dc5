import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Settings } from '../../config/settings.js';
import { formatProblem, UsageError } from '../../problem.js';
import { isInputName } from '../../read/format.js';
import { IgnoreRules } from '../../read/ignore.js';
import { fileInput, holdsRecords, type Input, stdinInput } from '../../read/input.js';
import { findSources } from '../../read/sources.js';
import type { CleanFlags } from '../commands/clean.js';
import type { Io } from '../io.js';

/** What a run is to read. */
export interface FoundInputs {
  inputs: Input[];
  /** Paths that cannot be read, a line each. */
  problems: string[];
  /** Whether paths were given that can stand for several documents. */
  many: boolean;
}

/** Finds the inputs of a run, in the order given, with the form of each. Throws `UsageError`. */
export async function findInputs(
  paths: readonly string[],
  flags: Pick<CleanFlags, 'stdinFilename' | 'from' | 'ignoreFiles' | 'out'>,
  { ignorePattern }: Settings,
  io: Io,
): Promise<FoundInputs> {
  if (paths.length === 0 && io.stdin.isTTY)
    throw new UsageError(
      'nothing to clean: give paths, or pipe a page into standard input (see dechaff --help)',
    );
  if (paths.length > 1 && paths.includes('-'))
    throw new UsageError('standard input (-) cannot be cleaned together with paths; run them separately');
  if (paths.length === 0 || paths[0] === '-')
    return {
      inputs: [await stdinInput(io.stdin, flags.stdinFilename, flags.from)],
      problems: [],
      many: false,
    };
  const { sources, problems } = await findSources(paths, {
    cwd: io.cwd,
    ignore: new IgnoreRules(io.cwd, ignorePattern, flags.ignoreFiles !== false),
    takes: flags.from === 'auto' ? isInputName : () => true,
    except: flags.out === undefined ? undefined : resolve(io.cwd, flags.out),
  });
  const inputs: Input[] = [];
  for (const source of sources) inputs.push(await fileInput(source, flags.from));
  const folder = (path: string) => statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isDirectory();
  return {
    inputs,
    problems: problems.map(formatProblem),
    many: paths.length > 1 || paths.some((path) => folder(path)),
  };
}

/** Throws `UsageError` where an address is given and it is not clear of which page. */
export function refuseUrl({ inputs, many }: FoundInputs, url: string | undefined): void {
  if (url === undefined) return;
  if (!URL.canParse(url)) throw new UsageError(`--url: "${url}" is no address; give one such as https://…`);
  if (many || inputs.length > 1 || inputs.some(holdsRecords))
    throw new UsageError('--url is the address of one page; records have a field "url"');
}
