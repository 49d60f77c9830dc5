import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { formatProblem, UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import { IgnoreRules } from '../../read/ignore.js';
import { findSources, type Source } from '../../read/sources.js';
import { readStdin, readTextFile } from '../../read/text.js';
import { REPORTERS } from '../../report/index.js';
import { addTotals, emptyTotals } from '../../report/totals.js';
import type { ReportContext, Totals } from '../../report/types.js';
import type { Document } from '../../types.js';
import { VERSION } from '../../version.js';
import { checkWritable, checkWritableFolder } from '../../write/file.js';
import { useColour } from '../colour.js';
import type { CleanFlags } from '../commands/clean.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { settle } from '../settings.js';
import { outputSink } from './output-sink.js';
import { fileSink, type ReportSink, streamSink } from './report-sink.js';
import { summaryLine } from './summary.js';
import { refuseOverwriting, reportPath, targetOf } from './target.js';

/** The documents of a run, one after the other; an unreadable one comes as its error. */
async function* documents(
  sources: readonly Source[] | 'stdin',
  flags: CleanFlags,
  io: Io,
): AsyncGenerator<Document | UsageError> {
  const guard = async (read: () => Document | Promise<Document>) => {
    try {
      return await read();
    } catch (error) {
      if (error instanceof UsageError) return error;
      throw error;
    }
  };
  if (sources === 'stdin') yield await guard(() => readStdin(io.stdin, flags.stdinFilename));
  else for (const source of sources) yield await guard(() => readTextFile(source));
}

async function chalkFor(colour: boolean) {
  const { Chalk } = await import('chalk');
  return new Chalk({ level: colour ? 1 : 0 });
}

/** Runs `clean`. Returns the exit code. */
export async function runClean(paths: string[], flags: CleanFlags, io: Io): Promise<number> {
  const settled = await settle(flags, io.cwd);
  const settings = settled.values;
  const totals = emptyTotals();
  const complain = (message: string) => write(io.stderr, `dechaff: ${message}\n`);
  const fromStdin = paths.length === 0 || (paths.length === 1 && paths[0] === '-');
  if (fromStdin && paths.length === 0 && io.stdin.isTTY)
    throw new UsageError(
      'nothing to clean: give paths, or pipe a page into standard input (see dechaff --help)',
    );
  if (paths.length > 1 && paths.includes('-'))
    throw new UsageError('standard input (-) cannot be cleaned together with paths; run them separately');
  const outFolder = flags.out === undefined ? undefined : resolve(io.cwd, flags.out);
  const ignore = new IgnoreRules(io.cwd, settings.ignorePattern, flags.ignoreFiles !== false);
  const found = fromStdin
    ? undefined
    : await findSources(paths, { cwd: io.cwd, ignore, anyName: flags.from === 'text', except: outFolder });
  for (const problem of found?.problems ?? []) {
    totals.failed++;
    await complain(formatProblem(problem));
  }
  const sources = found?.sources ?? 'stdin';
  if (sources.length === 0) return ExitCode.Failed;
  const isFolder = (path: string) =>
    existsSync(resolve(io.cwd, path)) && statSync(resolve(io.cwd, path)).isDirectory();
  const target = targetOf(flags, settings.to, sources, paths.length > 1 || paths.some(isFolder), io.cwd);
  const reporter = REPORTERS[settings.reportFormat];
  const report = reportPath(flags, target, reporter.extension);
  const reportFile = report === undefined || report === '-' ? undefined : resolve(io.cwd, report);
  refuseOverwriting(target, settings.to, reportFile, sources === 'stdin' ? [] : sources);
  if (target.kind === 'file') checkWritable(target.path);
  if (target.kind === 'folder') checkWritableFolder(target.path);
  if (reportFile) checkWritable(reportFile);
  const model = await modelFor(settings, io.cwd);

  const terminal = target.kind === 'stdout' && report === undefined && Boolean(io.stderr.isTTY);
  const context = async (stream: { isTTY?: boolean }, file: boolean): Promise<ReportContext> => ({
    chalk: await chalkFor(!file && useColour(flags.color, io, stream)),
    version: VERSION,
    rulesHash: model.hash,
    threshold: settings.threshold,
  });
  const processor = createProcessor({
    model,
    keep: settings.keep,
    threshold: settings.threshold,
    useModel: settings.model,
    language: settings.to !== 'text' || settings.reportFormat.startsWith('json'),
  });
  const output = outputSink(target, settings, flags, io);
  const sink: ReportSink | undefined =
    report === undefined
      ? undefined
      : reportFile
        ? fileSink(reportFile, reporter, await context(io.stderr, flags.color !== 'always'))
        : streamSink(reporter, await context(io.stdout, false), io);
  try {
    await cleanAll(sources, flags, io, totals, async (document) => {
      const result = await processDocument(processor, document);
      await output.document(result);
      if (terminal || flags.check || flags.verbose || sink) addTotals(totals, result);
      await sink?.document(result);
      if (flags.verbose)
        await write(
          io.stderr,
          `${document.path ?? document.id}: removed ${result.verdicts.filter((v) => !v.keep).length} of ${result.paragraphs.length} paragraphs\n`,
        );
    });
    output.end();
    if (totals.documents === 0) sink?.abandon();
    else await sink?.end(totals);
  } catch (error) {
    sink?.abandon();
    throw error;
  }
  if (!flags.quiet && (terminal || flags.check || flags.verbose))
    await write(io.stderr, summaryLine(totals, await context(io.stderr, false)));
  if (totals.failed > 0) return ExitCode.Failed;
  return flags.check && totals.removed > 0 ? ExitCode.Found : ExitCode.Done;
}

/** Cleans document after document; one that cannot be read or cleaned is named and counted, and the others go on. */
async function cleanAll(
  sources: readonly Source[] | 'stdin',
  flags: CleanFlags,
  io: Io,
  totals: Totals,
  each: (document: Document) => Promise<void>,
): Promise<void> {
  for await (const document of documents(sources, flags, io)) {
    try {
      if (document instanceof UsageError) throw document;
      await each(document);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      totals.failed++;
      await write(io.stderr, `dechaff: ${error.message}\n`);
    }
  }
}
