import type { Settings } from '../../config/settings.js';
import type { Model } from '../../model.js';
import { UsageError } from '../../problem.js';
import { createProcessor } from '../../processor.js';
import { holdsRecords, type Input, readInput } from '../../read/input.js';
import { isFault } from '../../read/record.js';
import { addTotals, emptyTotals } from '../../report/totals.js';
import type { Totals } from '../../report/types.js';
import type { CleanFlags } from '../commands/clean.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { settle } from '../settings.js';
import { siteOfRecord } from '../site.js';
import { type CleanedItem, type CleanedRecord, cleanRecord } from './clean-record.js';
import { findInputs, refuseUrl } from './inputs.js';
import { type OutputSink, outputSink } from './output-sink.js';
import { contexts, reportSink, settlePlan } from './plan.js';
import { faultLine, ReadingNotes } from './reading-notes.js';
import type { ReportSink } from './report-sink.js';
import { summaryLine } from './summary.js';
import { type Forms, formsOf } from './target.js';

/** A run under way. */
interface Run {
  flags: CleanFlags;
  io: Io;
  processor: ReturnType<typeof createProcessor>;
  output: OutputSink;
  report?: ReportSink;
  totals: Totals;
  /** Whether somebody will see the totals. */
  counting: boolean;
  /** Whether pages are told which site they are of: learned signatures go by it. */
  sited: boolean;
}

/** Runs `clean`. Returns the exit code. */
export async function runClean(paths: string[], flags: CleanFlags, io: Io): Promise<number> {
  const { values: settings, sources } = await settle(flags, io.cwd);
  const totals = emptyTotals();
  await checkEncoding(flags.encoding);
  const found = await findInputs(paths, flags, settings, io);
  for (const problem of found.problems) await complain(io, totals, problem);
  if (found.inputs.length === 0) return ExitCode.Failed;
  refuseUrl(found, flags.url);
  const forms = formsOf(found.inputs, flags, settings.to, sources.to === 'default');
  const plan = settlePlan(found.inputs, found.many, forms, flags, settings.reportFormat, io.cwd);
  const model = await modelFor(settings, io.cwd);
  const context = contexts(model, settings, flags, io);
  const report = await reportSink(plan, settings, flags, io, context);
  const terminal = plan.target.kind === 'stdout' && !report && Boolean(io.stderr.isTTY);
  const summarised = !flags.quiet && Boolean(terminal || flags.check || flags.verbose);
  const run: Run = {
    flags,
    io,
    processor: processorFor(model, settings, found.inputs, forms),
    output: outputSink(plan.target, forms, flags, io),
    report,
    totals,
    counting: Boolean(terminal || flags.check || flags.verbose || report),
    sited: settings.signatures.length > 0,
  };
  await cleanAll(found.inputs, run);
  if (summarised) await write(io.stderr, summaryLine(totals, await context(io.stderr, false)));
  if (totals.failed > 0) return ExitCode.Failed;
  return flags.check && totals.removed > 0 ? ExitCode.Found : ExitCode.Done;
}

async function complain(io: Io, totals: Totals, message: string): Promise<void> {
  totals.failed++;
  await write(io.stderr, `dechaff: ${message}\n`);
}

function processorFor(model: Model, settings: Settings, inputs: readonly Input[], forms: Forms) {
  return createProcessor({
    model,
    keep: settings.keep,
    threshold: settings.threshold,
    useModel: settings.model,
    form: forms.text,
    language:
      settings.reportFormat.startsWith('json') || inputs.some((input) => /json/.test(forms.of(input))),
  });
}

/** Reads, cleans and writes input after input, item after item. What fails is named and counted, and the others go on. */
async function cleanAll(inputs: readonly Input[], run: Run): Promise<void> {
  const { output, report, totals, io } = run;
  let cleaned = 0;
  try {
    for (const input of inputs) {
      try {
        await output.begin(input);
        cleaned += await cleanInput(input, run);
        await output.finish(input);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        await complain(io, totals, error.message);
      }
    }
    await output.end();
    if (cleaned === 0) report?.abandon();
    else await report?.end(totals);
  } catch (error) {
    output.abandon();
    report?.abandon();
    throw error;
  }
}

/** Returns the number of records that were cleaned. */
async function cleanInput(input: Input, run: Run): Promise<number> {
  const { flags, io, processor, output, totals } = run;
  const notes = new ReadingNotes(input);
  const { encoding, url, maxRecordSize, textField, htmlField } = flags;
  const exact = flags.out !== undefined && /\.parquet$/i.test(flags.out);
  const options = { encoding, url, maxRecordSize, textField, htmlField, exact, skipped: notes.skipped };
  let cleaned = 0;
  for await (const item of readInput(input, options)) {
    notes.add(item);
    if (run.sited && !isFault(item)) item.document.site = siteOfRecord(item, input, flags.siteField);
    const done = await writeItem(await cleanRecord(processor, item), input, output);
    if ('error' in done) await complain(io, totals, faultLine(input, done));
    if ('error' in done) continue;
    cleaned++;
    await tell(done, input, run);
  }
  if (notes.warning !== undefined && !flags.quiet) await write(io.stderr, `dechaff: ${notes.warning}\n`);
  if (flags.verbose) for (const line of notes.details) await write(io.stderr, `${line}\n`);
  return cleaned;
}

/** Writes an item, or why it cannot be written: JSON that is nested deeper than it can be written again is a fault of its own. */
async function writeItem(item: CleanedItem, input: Input, output: OutputSink): Promise<CleanedItem> {
  try {
    await output.item(item, input);
    return item;
  } catch (error) {
    if (!(error instanceof RangeError) || 'error' in item) throw error;
    const fault = { id: item.document.id, line: item.line, error: 'nested too deeply to be written' };
    await output.item(fault, input);
    return fault;
  }
}

/** Reports a cleaned record. */
async function tell({ result }: CleanedRecord, input: Input, run: Run): Promise<void> {
  const { flags, io, report, totals, counting } = run;
  if (counting) addTotals(totals, result);
  if (typeof flags.report === 'string' || !holdsRecords(input)) await report?.document(result);
  if (!flags.verbose) return;
  const removed = result.verdicts.filter(({ keep }) => !keep).length;
  const name = result.document.path ?? result.document.id;
  await write(io.stderr, `${name}: removed ${removed} of ${result.paragraphs.length} paragraphs\n`);
}
