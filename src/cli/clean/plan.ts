import { resolve } from 'node:path';
import type { Input } from '../../read/input.js';
import { REPORTERS } from '../../report/index.js';
import type { ReportContext } from '../../report/types.js';
import { checkWritable, checkWritableFolder } from '../../write/file.js';
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

/** The sink of the report, where there is one; until it is whole it is written to `path`, or beside its place. */
export function reportSink(
  { report, reportFile }: Plan,
  reportFormat: string,
  context: ReportContext | undefined,
  io: Io,
  path?: string,
): ReportSink | undefined {
  if (report === undefined || !context) return undefined;
  const reporter = REPORTERS[reportFormat];
  return reportFile === undefined
    ? streamSink(reporter, context, io)
    : fileSink(reportFile, reporter, context, path);
}
