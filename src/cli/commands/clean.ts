import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { compileRecord } from '../../compile/record.js';
import type { Settings } from '../../config/settings.js';
import { formatProblem, UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import { IgnoreRules } from '../../read/ignore.js';
import { findSources, type Source } from '../../read/sources.js';
import { readStdin, readTextFile } from '../../read/text.js';
import { REPORTERS } from '../../report/index.js';
import { addTotals, emptyTotals } from '../../report/totals.js';
import type { ReportContext, Totals } from '../../report/types.js';
import type { Document, Result } from '../../types.js';
import { VERSION } from '../../version.js';
import { checkWritable, checkWritableFolder, writeWhole } from '../../write/file.js';
import { type ColourMode, useColour } from '../colour.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { addDecisionOptions, options as opt } from '../options.js';
import { fileSink, type ReportSink, streamSink } from '../report-sink.js';
import { type ConfigFlags, settle } from '../settings.js';
import { summaryLine } from '../summary.js';

/** Flags of `clean`, as commander gives them. */
interface CleanFlags extends ConfigFlags {
  from: 'auto' | 'text';
  stdinFilename?: string;
  ignoreFiles?: boolean;
  out?: string;
  /** A path, or false for `--no-report`. */
  report?: string | boolean;
  check?: boolean;
  spans?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  color: ColourMode;
}

/** Where the clean text goes. */
type Target =
  | { kind: 'stdout' }
  | { kind: 'file'; path: string }
  | { kind: 'folder'; path: string }
  | { kind: 'nowhere' };

const ENDINGS: Record<string, string> = { json: '.json', jsonl: '.jsonl' };

/** Adds the command to the program. */
export function cleanCommand(program: Command, io: Io, done: (code: number) => void): void {
  const command = program
    .command('clean', { isDefault: true })
    .summary('clean pages: article text out, a report of what went and why')
    .description(
      'Cleans pages of plain text: reads files, folders, globs or standard input, writes the article text, and a report of what went and why.',
    )
    .argument('[paths...]', 'files, folders and globs; none, or -, is standard input')
    .addOption(opt.from())
    .addOption(opt.stdinFilename())
    .addOption(opt.ignorePattern())
    .addOption(opt.noIgnoreFiles());
  addDecisionOptions(command)
    .addOption(opt.out())
    .addOption(opt.to())
    .addOption(opt.spans())
    .addOption(opt.report())
    .addOption(opt.noReport())
    .addOption(opt.reportFormat())
    .addOption(opt.check())
    .addOption(opt.config())
    .addOption(opt.noConfig())
    .addOption(opt.color())
    .addOption(opt.quiet())
    .addOption(opt.verbose())
    .action(async (paths: string[], flags: CleanFlags) => done(await runClean(paths, flags, io)));
}

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

function targetOf(
  { out, check }: CleanFlags,
  to: string,
  sources: readonly Source[] | 'stdin',
  manyGiven: boolean,
  cwd: string,
): Target {
  if (check) return { kind: 'nowhere' };
  const many = sources !== 'stdin' && (manyGiven || sources.length > 1);
  if (out === undefined || out === '-') {
    if (many && sources.length > 1 && to !== 'jsonl')
      throw new UsageError(
        `${sources.length} documents need a folder to go to: give -o FOLDER, or --to jsonl for one line each`,
      );
    return { kind: 'stdout' };
  }
  const path = resolve(cwd, out);
  const isFolder = out.endsWith('/') || (existsSync(path) && statSync(path).isDirectory());
  if (to === 'jsonl' && !isFolder) return { kind: 'file', path };
  if (many || isFolder) {
    if (existsSync(path) && !statSync(path).isDirectory())
      throw new UsageError(`${out}: is a file; several documents need a folder`);
    return { kind: 'folder', path };
  }
  return { kind: 'file', path };
}

/** Where the report goes: a path, `-` for standard output, or undefined for none. */
function reportPath({ report, check }: CleanFlags, target: Target, extension: string): string | undefined {
  if (report === false || (check && typeof report !== 'string')) return undefined;
  if (typeof report === 'string') return report;
  if (target.kind === 'file') return `${target.path}.${extension}`;
  if (target.kind === 'folder') return join(target.path, `dechaff-report.${extension}`);
  return undefined;
}

/** Place of a document's output below the output folder, and never outside of it. */
function outputName(below: string, to: string): string {
  const inside = join('/', below).slice(1);
  return to === 'text' ? inside : inside.replace(/(\.[^./]*)?$/, ENDINGS[to]);
}

/** Refuses, before anything is written, to write over an input, two outputs to one place, or the report over an output. */
function refuseOverwriting(
  target: Target,
  to: string,
  report: string | undefined,
  sources: readonly Source[],
): void {
  const inputs = new Map(sources.map((source) => [source.path, source]));
  const outputs = new Map<string, Source>();
  for (const source of sources) {
    const output =
      target.kind === 'file'
        ? target.path
        : target.kind === 'folder'
          ? join(target.path, outputName(source.below, to))
          : undefined;
    if (output === undefined) break;
    const twin = outputs.get(output);
    if (twin && target.kind === 'folder')
      throw new UsageError(
        `${twin.name} and ${source.name} would both be written to ${outputName(source.below, to)}; clean them in separate runs`,
      );
    outputs.set(output, source);
  }
  for (const output of [...outputs.keys(), ...(report ? [report] : [])]) {
    const input = inputs.get(output);
    if (input)
      throw new UsageError(`${input.name}: would be overwritten by the output; choose another place`);
  }
  if (report !== undefined && (outputs.has(report) || (target.kind === 'file' && target.path === report)))
    throw new UsageError(
      `${report}: the report and the clean text would both be written there; choose another place`,
    );
}

/** Gathers the clean output of a run. */
function outputSink(target: Target, settings: Settings, flags: CleanFlags, io: Io) {
  const lines: string[] = [];
  const render = (result: Result) =>
    settings.to === 'text'
      ? result.text
      : `${JSON.stringify(compileRecord(result, flags), null, settings.to === 'json' ? 2 : undefined)}\n`;
  return {
    async document(result: Result) {
      const content = render(result);
      if (target.kind === 'stdout') await write(io.stdout, content);
      else if (target.kind === 'folder') {
        writeWhole(
          join(target.path, outputName(result.document.path ?? result.document.id, settings.to)),
          content,
        );
      } else if (target.kind === 'file') lines.push(content);
    },
    end() {
      if (target.kind === 'file' && lines.length > 0) writeWhole(target.path, lines.join(''));
    },
  };
}

async function chalkFor(colour: boolean) {
  const { Chalk } = await import('chalk');
  return new Chalk({ level: colour ? 1 : 0 });
}

async function runClean(paths: string[], flags: CleanFlags, io: Io): Promise<number> {
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
