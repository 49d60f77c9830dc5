import { appendFileSync, closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ReportContext, Reporter, Totals } from '../../report/types.js';
import type { Result } from '../../types.js';
import { type Io, write } from '../io.js';

/** Takes the report of a run, document by document. */
export interface ReportSink {
  document(result: Result): Promise<void>;
  end(totals: Totals): Promise<void>;
  /** Leaves nothing half-written behind. */
  abandon(): void;
}

/** Writes a report to standard output, behind the text. */
export function streamSink(reporter: Reporter, context: ReportContext, { stdout }: Io): ReportSink {
  let first = true;
  const head = () => (first ? (reporter.head?.(context) ?? '') : '');
  return {
    async document(result) {
      const piece = head() + reporter.document(result, context, first);
      first = false;
      await write(stdout, piece);
    },
    async end(totals) {
      await write(stdout, head() + (reporter.tail?.(totals, context) ?? ''));
    },
    abandon() {},
  };
}

/** Writes a report to a file, which comes to its name when it is whole. */
export function fileSink(path: string, reporter: Reporter, context: ReportContext): ReportSink {
  const beside = `${path}.${process.pid}.tmp`;
  let file: number | undefined;
  let first = true;
  // Opened with its first document: a run that fails before leaves no trace.
  const append = (text: string) => {
    if (file === undefined) {
      mkdirSync(dirname(path), { recursive: true });
      file = openSync(beside, 'w');
      appendFileSync(file, reporter.head?.(context) ?? '');
    }
    appendFileSync(file, text);
    return file;
  };
  return {
    async document(result) {
      append(reporter.document(result, context, first));
      first = false;
    },
    async end(totals) {
      closeSync(append(reporter.tail?.(totals, context) ?? ''));
      renameSync(beside, path);
    },
    abandon() {
      if (file === undefined) return;
      closeSync(file);
      rmSync(beside, { force: true });
    },
  };
}
