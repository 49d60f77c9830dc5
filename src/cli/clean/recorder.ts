import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../../problem.js';
import type { Input } from '../../read/input.js';
import type { RecordFault } from '../../read/record.js';
import type { Found, Journal } from '../../write/journal.js';
import type { CleanFlags } from '../commands/clean.js';
import type { OutputSink } from './output-sink.js';
import type { Extent, Progress } from './progress.js';
import { faultLine, type ReadingNotes } from './reading-notes.js';
import type { ReportSink } from './report-sink.js';
import type { CleanedItem, CleanedRecord, Step } from './steps.js';
import { addCounted, type Counted, countPage, nothingCounted, type Tally } from './tally.js';

/** Where a run writes. */
export interface Sinks {
  output: OutputSink;
  report?: ReportSink;
  journal?: Journal<Counted>;
  /** Place of an input's output below the output folder. */
  nameOf(input: Input): string;
}

/** Milliseconds between looks at signals and timers, which nothing else gives way to where all is done on one thread. */
const BREATH = 50;

/** Writes what comes of a run, step by step: clean texts, the report, the journal, messages, counts. */
export class Recorder {
  private cleaned = 0;
  private current = nothingCounted();
  private failedBefore = 0;
  private breathed = performance.now();
  /** The input that cannot be written: what is left of it is passed over. */
  private unwritable?: Input;

  constructor(
    private readonly sinks: Sinks,
    private readonly tally: Tally,
    private readonly progress: Progress,
    private readonly extent: Extent,
    private readonly flags: Pick<CleanFlags, 'verbose' | 'quiet'>,
  ) {}

  /** Whether what is left of an input is not wanted any more. */
  left(input: Input): boolean {
    return input === this.unwritable;
  }

  /** Takes the next step. What is wrong with one input is named and counted; other errors are thrown. */
  async take(step: Step<CleanedItem>): Promise<void> {
    const { input } = step;
    if (this.left(input)) return;
    try {
      if (step.kind === 'begin') await this.begin(input);
      else if (step.kind === 'item') await this.item(step.item, input);
      else if (step.kind === 'end') await this.finish(input, step.notes, step.source);
      else this.takeOver(step.found);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.unwritable = input;
      await this.complain(error.message);
    }
    if (performance.now() - this.breathed < BREATH) return;
    await setImmediate();
    this.breathed = performance.now();
    await this.progress.tell(this.tally.totals, this.extent);
  }

  private async complain(message: string): Promise<void> {
    this.tally.fail(message);
    await this.progress.say(`dechaff: ${message}\n`);
  }

  private async begin(input: Input): Promise<void> {
    this.current = nothingCounted();
    this.failedBefore = this.tally.totals.failed;
    await this.sinks.output.begin(input);
  }

  private async item(item: CleanedItem, input: Input): Promise<void> {
    const done = await this.write(item, input);
    if ('error' in done) return this.complain(faultLine(input, done));
    this.cleaned++;
    const { page, document } = done;
    const name = document.path ?? document.id;
    countPage(this.tally.counted, name, page.counts);
    if (this.sinks.journal) countPage(this.current, name, page.counts);
    if (page.report !== undefined) await this.sinks.report?.piece(page.report);
    if (!this.flags.verbose) return;
    const { removed, paragraphs } = page.counts;
    await this.progress.say(`${name}: removed ${removed} of ${paragraphs} paragraphs\n`);
  }

  /** Writes an item, or why it cannot be written: JSON that is nested deeper than it can be written again is a fault of its own. */
  private async write(item: CleanedItem, input: Input): Promise<CleanedRecord | RecordFault> {
    const { output } = this.sinks;
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

  private async finish(input: Input, notes: ReadingNotes, source: string | undefined): Promise<void> {
    const { quiet, verbose } = this.flags;
    const { output: sink, report: pieces, journal, nameOf } = this.sinks;
    const output = await sink.finish(input);
    const report = pieces?.range?.();
    // What failed is tried again by the next run.
    if (source !== undefined && output !== undefined && this.tally.totals.failed === this.failedBefore)
      journal?.add({ name: nameOf(input), input: source, output, report, data: this.current });
    if (notes.warning !== undefined && !quiet) await this.progress.say(`dechaff: ${notes.warning}\n`);
    if (verbose) for (const line of notes.details) await this.progress.say(`${line}\n`);
  }

  /** Takes over what an earlier run did. */
  private takeOver({ entry, pieces }: Found<Counted>): void {
    if (entry.report) this.sinks.report?.copy?.(pieces, entry.report);
    this.sinks.journal?.add({ ...entry, report: this.sinks.report?.range?.() });
    addCounted(this.tally.counted, entry.data);
    this.cleaned += entry.data.totals.documents;
  }

  /** Brings output and report to their names. */
  async end(): Promise<void> {
    const { output, report, journal } = this.sinks;
    await output.end();
    if (this.cleaned === 0) report?.abandon();
    else await report?.end(this.tally.totals);
    journal?.finish();
  }

  /** Leaves nothing half-written behind; what is finished stays, and where there is a journal, another run can go on. */
  abandon(): void {
    const { output, report, journal } = this.sinks;
    output.abandon();
    if (journal) report?.close?.();
    else report?.abandon();
    journal?.close();
  }
}
