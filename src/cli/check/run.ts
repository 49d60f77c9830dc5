import { resolve } from 'node:path';
import { applyBaseline, createBaseline, staleFindings } from '../../check/baseline.js';
import { checkBudgets } from '../../check/budgets.js';
import { resultLine } from '../../check/report/figures.js';
import type { CheckReport } from '../../check/report/types.js';
import { UsageError } from '../../problem.js';
import { VERSION } from '../../version.js';
import { checkWritable, writeWhole } from '../../write/file.js';
import type { CheckFlags } from '../commands/check.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { type ConfigFlags, settle } from '../settings.js';
import { formatBaseline, readBaseline } from './baseline-file.js';
import { collect } from './collect.js';
import { parseOutputs, writeOutputs } from './outputs.js';
import { checkSettings } from './settings.js';
import { findCheckSources } from './sources.js';

/** Runs `check`. Returns the exit code, which does not hang on where reports go. */
export async function runCheck(paths: string[], flags: CheckFlags, io: Io): Promise<number> {
  const { values, check } = await settle(flags as ConfigFlags, io.cwd);
  const settings = checkSettings(flags, check, values.keep);
  const { options, budgets } = settings;
  await checkEncoding(flags.encoding);
  const outputs = parseOutputs(flags.report ?? ['text'], io.cwd);
  const baselineFile = settings.baseline === undefined ? undefined : resolve(io.cwd, settings.baseline);
  const update = flags.updateBaseline === true;
  if (update && baselineFile === undefined) throw new UsageError('--update-baseline needs --baseline FILE');
  if (update && flags.changedSince !== undefined)
    throw new UsageError('--update-baseline needs the whole corpus: leave --changed-since out');
  if (update) checkWritable(baselineFile!);
  const before = baselineFile && !update ? readBaseline(baselineFile, settings.baseline!) : undefined;
  const found = await findCheckSources(paths, flags, values, io);
  if (found.sources.length === 0 && found.problems === 0) {
    if (!flags.allowEmpty) throw new UsageError('nothing to check; --allow-empty accepts that');
  } else if (found.sources.length === 0) return ExitCode.Failed;
  const model = await modelFor(values, io.cwd);
  const { documents, totals } = await collect(found, { flags, settings, values, model }, io);

  const all = [...documents];
  const broken = checkBudgets(totals, budgets, options);
  if (broken.length > 0) all.push({ findings: broken });
  if (update) writeWhole(baselineFile!, formatBaseline(createBaseline(all, totals, VERSION)));
  const baseline = update ? createBaseline(all, totals, VERSION) : before;
  const against = baseline ? applyBaseline(all, baseline) : { documents: all, accepted: 0, stale: [] };
  const staleLevel = options.levels['stale-baseline'];
  // Of files that were not looked at nobody knows.
  if (flags.changedSince === undefined && staleLevel !== 'off')
    against.documents.push(...staleFindings(against.stale, settings.baseline ?? '', staleLevel));
  const report = conclude(against, totals, settings.maxWarnings, baseline?.totals);
  await writeOutputs(
    outputs,
    report,
    { version: VERSION, rulesHash: model.hash, levels: options.levels, docs: settings.docs },
    flags.color,
    io,
  );
  if (!flags.quiet && outputs.every(({ path }) => path !== undefined))
    await write(io.stderr, `${resultLine(report)}\n`);
  if (totals.failed > 0) return ExitCode.Failed;
  return report.passed || flags.exitZero ? ExitCode.Done : ExitCode.Found;
}

function conclude(
  { documents, accepted }: Pick<CheckReport, 'documents' | 'accepted'>,
  totals: CheckReport['totals'],
  maxWarnings: number | undefined,
  before: CheckReport['before'],
): CheckReport {
  let errors = 0;
  let warnings = 0;
  for (const { findings } of documents)
    for (const { severity } of findings) severity === 'error' ? errors++ : warnings++;
  const passed = errors === 0 && (maxWarnings === undefined || warnings <= maxWarnings);
  return { documents, totals, errors, warnings, accepted, passed, ...(before && { before }) };
}
