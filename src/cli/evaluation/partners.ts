import type { Settings } from '../../config/settings.js';
import { type Pairing, pairById } from '../../eval/pairing.js';
import { UsageError } from '../../problem.js';
import { isPageName } from '../../read/format.js';
import { IgnoreRules } from '../../read/ignore.js';
import { readTextSet, type TextEntry } from '../../read/text-set.js';
import type { EvalFlags } from '../commands/eval.js';
import type { Io } from '../io.js';

/** What is compared: two paths, and whether the first holds pages that are to be cleaned. */
export interface Sides {
  predicted: string;
  gold: string;
  pages: boolean;
}

/** Flags that say how pages are cleaned. */
const CLEANING = ['keep', 'drop', 'threshold', 'rules', 'select', 'ignore'] as const;

/** Settles what is compared. Throws `UsageError` where the two forms of the command are mixed or one is half given. */
export function sidesOf([pred, gold]: readonly (string | undefined)[], flags: EvalFlags): Sides {
  if (flags.input !== undefined && flags.gold !== undefined && pred === undefined)
    return { predicted: flags.input, gold: flags.gold, pages: true };
  if (flags.input !== undefined || flags.gold !== undefined || pred === undefined || gold === undefined)
    throw new UsageError('eval takes PRED and GOLD, or --input and --gold (see dechaff eval --help)');
  const idle = [
    ...CLEANING.filter((name) => flags[name] !== undefined),
    ...(flags.model === false ? ['no-model'] : []),
  ];
  if (idle.length > 0)
    throw new UsageError(`--${idle[0]} says how pages are cleaned: it needs --input instead of PRED`);
  return { predicted: pred, gold, pages: false };
}

/** Runs both, and throws one `UsageError` with what is wrong on either side. */
async function both<T>(one: Promise<T>, other: Promise<T>): Promise<[T, T]> {
  const settled = await Promise.allSettled([one, other]);
  const reasons = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  const fault = reasons.find((reason) => !(reason instanceof UsageError));
  if (fault) throw fault;
  if (reasons.length > 0) throw new UsageError(reasons.map(({ message }) => message).join('\n'));
  return settled.map((result) => (result as PromiseFulfilledResult<T>).value) as [T, T];
}

/** Reads both sides and pairs them. Throws `UsageError` that names, one a line, the documents without a partner. */
export async function findPartners(
  sides: Sides,
  { ignorePattern }: Settings,
  flags: EvalFlags,
  { cwd }: Io,
): Promise<Pairing<TextEntry, TextEntry>> {
  const ignore = new IgnoreRules(cwd, ignorePattern, flags.ignoreFiles !== false);
  const every = () => true;
  const named = flags.from !== 'auto';
  const [predicted, gold] = await both(
    sides.pages
      ? readTextSet(sides.predicted, { cwd, ignore, takes: named ? every : isPageName }, flags.from)
      : readTextSet(sides.predicted, { cwd, ignore, takes: every }),
    readTextSet(sides.gold, { cwd, ignore, takes: every }),
  );
  if (predicted.length === 1 && gold.length === 1 && predicted[0].alone && gold[0].alone)
    return { pairs: [[predicted[0], gold[0]]], onlyPredicted: [], onlyGold: [] };
  const pairing = pairById(predicted, gold);
  const missing = [
    ...pairing.onlyPredicted.map(({ name }) => `${name}: has no partner in ${sides.gold}`),
    ...pairing.onlyGold.map(({ name }) => `${name}: has no partner in ${sides.predicted}`),
  ];
  if (missing.length > 0 && !flags.allowMissing)
    throw new UsageError([...missing, '--allow-missing leaves out documents without a partner'].join('\n'));
  if (pairing.pairs.length === 0) throw new UsageError('no documents to compare');
  return pairing;
}
