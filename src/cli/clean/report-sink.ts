import type { ReportContext, Reporter, Totals } from '../../report/types.js';
import { PieceFile, type Range } from '../../write/piece-file.js';
import { type Io, write } from '../io.js';

/** Takes the report of a run, piece by piece. */
export interface ReportSink {
  piece(text: string): Promise<void>;
  /** Takes over what stands in another file of pieces. */
  copy?(from: string, range: Range): void;
  /** Where the pieces stand that came since the last time this was asked. */
  range?(): Range;
  end(totals: Totals): Promise<void>;
  /** Leaves nothing half-written behind. */
  abandon(): void;
  /** Leaves what is written for another run to go on from. */
  close?(): void;
}

/** Writes a report to standard output, behind the text. */
export function streamSink(reporter: Reporter, context: ReportContext, { stdout }: Io): ReportSink {
  let before: string | undefined = reporter.head?.(context);
  return {
    async piece(text) {
      await write(stdout, (before ?? '') + text);
      before = reporter.between;
    },
    async end(totals) {
      await write(stdout, reporter.tail?.(totals, context) ?? '');
    },
    abandon() {},
  };
}

/** Writes a report to a file, which comes to its name when it is whole; until then it stands at `path`, or beside its place. */
export function fileSink(
  target: string,
  reporter: Reporter,
  context: ReportContext,
  path?: string,
): ReportSink {
  const file = new PieceFile(target, reporter.head?.(context) ?? '', reporter.between ?? '', path);
  return {
    piece: async (text) => file.add(text),
    copy: (from, range) => file.copy(from, range),
    range: () => file.range(),
    end: async (totals) => file.end(reporter.tail?.(totals, context) ?? ''),
    abandon: () => file.abandon(),
    close: () => file.close(),
  };
}
