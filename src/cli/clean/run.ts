import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { holdsRecords, type Input } from '../../read/input.js';
import { VERSION } from '../../version.js';
import { checkWritable, writeWhole } from '../../write/file.js';
import { EarlierRuns, Journal } from '../../write/journal.js';
import { useColour } from '../colour.js';
import type { CleanFlags } from '../commands/clean.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, type StopReason, write } from '../io.js';
import { modelFor } from '../model.js';
import { settle } from '../settings.js';
import { siteOfRecord } from '../site.js';
import { type CleanSetup, createPageCleaner } from './clean-page.js';
import { type PageCrew, pageCrew } from './crew.js';
import { sayPlan } from './dry-run.js';
import { fingerprintOf } from './fingerprint.js';
import { boundHeaps } from './heap.js';
import { findInputs, refuseUrl } from './inputs.js';
import { Interruption } from './interruption.js';
import { journalPlace, knownOf } from './journal.js';
import { outputSink } from './output-sink.js';
import { type Plan, reportSink, settlePlan } from './plan.js';
import { type Extent, Progress } from './progress.js';
import { Recorder, type Sinks } from './recorder.js';
import { reportContext } from './report-context.js';
import { inputsOfShard, takesRecord } from './shard.js';
import { cleanSteps, type Reading, readSteps, type Wanted } from './steps.js';
import { summaryJson, summaryText } from './summary.js';
import { type Counted, Tally } from './tally.js';
import { formsOf } from './target.js';

/** Runs `clean`. Returns the exit code. */
export async function runClean(paths: string[], flags: CleanFlags, io: Io): Promise<number> {
  const { values: settings, sources } = await settle(flags, io.cwd);
  await checkEncoding(flags.encoding);
  const found = await findInputs(paths, flags, settings, io);
  const tally = new Tally();
  for (const problem of found.problems) {
    tally.fail(problem);
    await write(io.stderr, `dechaff: ${problem}\n`);
  }
  if (found.inputs.length === 0) return ExitCode.Failed;
  refuseUrl(found, flags.url);
  const inputs = inputsOfShard(found.inputs, flags.shard);
  const forms = formsOf(found.inputs, flags, settings.to, sources.to === 'default');
  const plan = settlePlan(found.inputs, found.many, forms, flags, settings.reportFormat, io.cwd);
  const summary =
    flags.summary === undefined || flags.summary === '-' ? flags.summary : resolve(io.cwd, flags.summary);
  if (summary !== undefined && summary !== '-') checkWritable(summary);
  const model = await modelFor(settings, io.cwd);
  const seen = visibility(plan, inputs, flags, io);
  const place = journalPlace(plan, flags, () =>
    fingerprintOf(settings, flags, plan, model.hash, seen.counting, io.cwd),
  );
  if (flags.dryRun) {
    const known = knownOf(place && flags.resume ? new EarlierRuns<Counted>(place) : undefined, forms.nameOf);
    await sayPlan(inputs, plan, (input) => known(input).found !== undefined, io);
    return tally.totals.failed > 0 ? ExitCode.Failed : ExitCode.Done;
  }
  const setup: CleanSetup = {
    settings,
    cwd: io.cwd,
    language:
      plan.report !== undefined && settings.reportFormat.startsWith('json')
        ? 'here'
        : inputs.some((input) => /json/.test(forms.of(input)))
          ? 'by sample'
          : undefined,
    form: forms.text,
    spans: flags.spans ?? false,
    counting: seen.counting,
    report: plan.report === undefined ? undefined : { colour: seen.reportColour },
  };
  // Colours take their time to load.
  const context = setup.report && (await reportContext(settings.threshold, seen.reportColour));
  const journal = place && new Journal<Counted>(place, flags.resume ?? false);
  const sinks: Sinks = {
    output: outputSink(plan.target, forms, flags, io),
    report: reportSink(plan, settings.reportFormat, context, io, journal?.piecesPath),
    journal,
    nameOf: forms.nameOf,
  };
  const run = {
    plan,
    flags,
    io,
    sinks,
    tally,
    progress: new Progress(io, seen.progress),
    extent: extentOf(inputs, seen.progress),
  };
  if (inputs.length > 1 || inputs.some(holdsRecords)) boundHeaps();
  const crew = pageCrew(createPageCleaner(model, setup, context), setup, jobsOf(flags), eager(flags, inputs));
  const stopped = await cleanAll(inputs, settings.signatures.length > 0, crew, run);
  // A reader that goes away ends the run quietly.
  if (stopped !== undefined) return stopped === 'closed' ? ExitCode.Done : ExitCode.Interrupted;
  if (seen.summarised)
    await write(io.stderr, summaryText(tally, await reportContext(settings.threshold, seen.colour)));
  if (summary !== undefined) {
    const json = summaryJson(tally, { version: VERSION, rulesHash: model.hash });
    if (summary === '-') await write(io.stdout, json);
    else writeWhole(summary, json);
  }
  if (tally.totals.failed > 0) return ExitCode.Failed;
  return flags.check && tally.totals.removed > 0 ? ExitCode.Found : ExitCode.Done;
}

/** Who sees what of a run. */
function visibility(plan: Plan, inputs: readonly Input[], flags: CleanFlags, io: Io) {
  const { target, report, reportFile } = plan;
  const isTerminal = Boolean(io.stderr.isTTY);
  const batch = inputs.length > 1 || inputs.some(holdsRecords);
  const quietly = target.kind === 'stdout' && report === undefined;
  const asked = Boolean(flags.check || flags.verbose || (isTerminal && (quietly || batch)));
  const besideText = target.kind === 'stdout' && Boolean(io.stdout.isTTY);
  const showing = batch && !flags.quiet && flags.progress !== false && !besideText;
  const progress: 'bar' | 'lines' | 'none' =
    showing && isTerminal ? 'bar' : showing && flags.verbose ? 'lines' : 'none';
  return {
    progress,
    summarised: asked && !flags.quiet,
    counting: asked || report !== undefined || flags.summary !== undefined,
    colour: useColour(flags.color, io, io.stderr),
    // A file has no colour, unless it is asked for.
    reportColour: reportFile === undefined ? useColour(flags.color, io, io.stdout) : flags.color === 'always',
  };
}

const jobsOf = ({ jobs }: CleanFlags) => jobs ?? availableParallelism();

/** One page keeps one thread busy, whatever was asked for. */
const eager = ({ jobs }: CleanFlags, inputs: readonly Input[]) =>
  jobs !== undefined && (inputs.length > 1 || inputs.some(holdsRecords));

const sizeOf = ({ path }: Input) =>
  path === undefined ? undefined : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);

function extentOf(inputs: readonly Input[], progress: string): Extent {
  const sizes = progress === 'none' ? [undefined] : inputs.map(sizeOf);
  return {
    read: 0,
    total: sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + size!, 0),
  };
}

/** Counts bytes as they are read. */
function* counting(inputs: readonly Input[], extent: Extent): Generator<Input> {
  for (const input of inputs) {
    const bytes = async function* () {
      for await (const chunk of input.bytes()) {
        extent.read += chunk.length;
        yield chunk;
      }
    };
    yield { ...input, bytes };
  }
}

interface Run {
  plan: Plan;
  flags: CleanFlags;
  io: Io;
  sinks: Sinks;
  tally: Tally;
  progress: Progress;
  extent: Extent;
}

/** Reads, cleans and writes. What fails is named and counted, and the others go on. Returns why it stopped before its end, if it did. */
async function cleanAll(
  inputs: readonly Input[],
  sited: boolean,
  crew: PageCrew,
  run: Run,
): Promise<StopReason | undefined> {
  const { plan, flags, io, sinks, tally, progress, extent } = run;
  const { encoding, url, maxRecordSize, textField, htmlField, report, shard } = flags;
  const recorder = new Recorder(sinks, tally, progress, extent, flags);
  const interruption = new Interruption(io, () => void crew.close());
  const reading: Reading = {
    options: { encoding, url, maxRecordSize, textField, htmlField, exact: plan.target.kind === 'parquet' },
    takes: (item) => takesRecord(item, shard),
    site: sited ? (item, input) => siteOfRecord(item, input, flags.siteField) : undefined,
    known: knownOf(sinks.journal, plan.forms.nameOf),
    leaves: (input) => recorder.left(input) || interruption.requested,
  };
  const wanted: Wanted = (input) => ({
    summarised: /json/.test(plan.forms.of(input)),
    reported: sinks.report !== undefined && (typeof report === 'string' || !holdsRecords(input)),
  });
  try {
    for await (const step of cleanSteps(readSteps(counting(inputs, extent), reading), crew, wanted)) {
      interruption.check();
      await recorder.take(step);
    }
    interruption.check();
    await recorder.end();
    return undefined;
  } catch (error) {
    recorder.abandon();
    const why = interruption.reasonOf(error);
    if (why === undefined) throw error;
    if (why === 'interrupted')
      await progress.say(
        `dechaff: stopped; ${sinks.journal ? 'what is finished stays, and --resume goes on from there' : 'nothing half-written stays'}\n`,
      );
    return why;
  } finally {
    progress.end();
    interruption.end();
    await crew.close();
  }
}
