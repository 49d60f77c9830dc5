import { resolve } from 'node:path';
import { type DocumentScore, scoreDocument } from '../../eval/document-score.js';
import { checkGates } from '../../eval/gates.js';
import { EVALUATION_REPORTERS } from '../../eval/report/index.js';
import { gateLine } from '../../eval/report/tables.js';
import { summarise } from '../../eval/summary.js';
import { UsageError } from '../../problem.js';
import type { TextEntry } from '../../read/text-set.js';
import { VERSION } from '../../version.js';
import { checkWritable, writeWhole } from '../../write/file.js';
import { useColour } from '../colour.js';
import type { EvalFlags } from '../commands/eval.js';
import { ExitCode, type Io, write } from '../io.js';
import { settle } from '../settings.js';
import { type Compare, comparePages, compareTexts } from './compare.js';
import { findPartners, sidesOf } from './partners.js';

/** Runs `eval`. Returns the exit code; throws `UsageError` where a document cannot be scored: part of a set is no measure of it. */
export async function runEval(
  paths: readonly (string | undefined)[],
  flags: EvalFlags,
  io: Io,
): Promise<number> {
  const sides = sidesOf(paths, flags);
  const { values: settings } = await settle(flags, io.cwd);
  const toFile = flags.reportFile !== undefined && flags.reportFile !== '-';
  const file = toFile ? resolve(io.cwd, flags.reportFile as string) : undefined;
  if (file !== undefined) checkWritable(file);
  const { pairs, onlyPredicted, onlyGold } = await findPartners(sides, settings, flags, io);
  if (pairs.flat().some(({ path }) => path === file))
    throw new UsageError(`${flags.reportFile}: would be overwritten by the result; choose another place`);
  const scores = await scoreAll(pairs, sides.pages ? await comparePages(settings, io.cwd) : compareTexts);
  const summary = summarise(scores, flags.worst);
  const gates = checkGates(summary, {
    f1: flags.minF1,
    recall: flags.minRecall,
    precision: flags.minPrecision,
  });
  const { Chalk } = await import('chalk');
  const colour = file === undefined ? useColour(flags.color, io, io.stdout) : flags.color === 'always';
  const content = EVALUATION_REPORTERS[flags.format](
    { summary, gates, leftOut: { predicted: onlyPredicted.length, gold: onlyGold.length } },
    { chalk: new Chalk({ level: colour ? 1 : 0 }), version: VERSION },
  );
  if (file === undefined) await write(io.stdout, content);
  else writeWhole(file, content);
  const missed = gates.filter(({ holds }) => !holds);
  // People read it at the end of the tables; where these are not on the screen, the exit code must not be mute.
  if (file !== undefined || flags.format === 'json')
    for (const gate of missed) await write(io.stderr, `dechaff: ${gateLine(gate)}\n`);
  return missed.length > 0 ? ExitCode.Found : ExitCode.Done;
}

/** Scores pair after pair. What cannot be read is gathered, and thrown as one `UsageError` at the end. */
async function scoreAll(
  pairs: readonly [TextEntry, TextEntry][],
  compare: Compare,
): Promise<DocumentScore[]> {
  const scores: DocumentScore[] = [];
  const problems: string[] = [];
  for (const [document, gold] of pairs) {
    try {
      scores.push(scoreDocument(await compare(document, gold)));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return scores;
}
