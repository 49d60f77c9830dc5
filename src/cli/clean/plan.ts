import { resolve } from 'node:path';
import type { Settings } from '../../config/settings.js';
import type { Model } from '../../model.js';
import type { Input } from '../../read/input.js';
import { REPORTERS } from '../../report/index.js';
import type { ReportContext } from '../../report/types.js';
import { VERSION } from '../../version.js';
import { checkWritable, checkWritableFolder } from '../../write/file.js';
import { useColour } from '../colour.js';
import type { CleanFlags } from '../commands/clean.js';
import type { Io } from '../io.js';
import { fileSink, type ReportSink, streamSink } from './report-sink.js';
import { type Forms, refuseOverwriting, reportPath, type Target, targetOf } from './target.js';

/** Where a run writes, settled before anything is read. */
export interface Plan {
  forms: Forms;
  target: Target;
  /** `-` is standard output. */
  report?: string;
  reportFile?: string;
}

/** Settles where a run writes. Throws `UsageError` where it cannot, or would write over what it reads. */
export function settlePlan(
  inputs: readonly Input[],
  many: boolean,
  forms: Forms,
  flags: CleanFlags,
  reportFormat: string,
  cwd: string,
): Plan {
  const target = targetOf(flags, forms, inputs, many, cwd);
  const report = reportPath(flags, target, inputs, REPORTERS[reportFormat].extension);
  const reportFile = report === undefined || report === '-' ? undefined : resolve(cwd, report);
  refuseOverwriting(target, forms, reportFile, inputs);
  if (target.kind === 'folder') checkWritableFolder(target.path);
  else if ('path' in target) checkWritable(target.path);
  if (reportFile) checkWritable(reportFile);
  return { forms, target, report, reportFile };
}

/** What reporters may know, for a stream or a file. */
export function contexts(model: Model, { threshold }: Settings, flags: CleanFlags, io: Io) {
  return async (stream: { isTTY?: boolean }, file: boolean): Promise<ReportContext> => {
    const { Chalk } = await import('chalk');
    const colour = !file && useColour(flags.color, io, stream);
    return {
      chalk: new Chalk({ level: colour ? 1 : 0 }),
      version: VERSION,
      rulesHash: model.hash,
      threshold,
    };
  };
}

/** The sink of the report, where there is one. */
export async function reportSink(
  { report, reportFile }: Plan,
  { reportFormat }: Settings,
  flags: CleanFlags,
  io: Io,
  context: ReturnType<typeof contexts>,
): Promise<ReportSink | undefined> {
  if (report === undefined) return undefined;
  const reporter = REPORTERS[reportFormat];
  return reportFile === undefined
    ? streamSink(reporter, await context(io.stdout, false), io)
    : fileSink(reportFile, reporter, await context(io.stderr, flags.color !== 'always'));
}
