import type { ChalkInstance } from 'chalk';
import type { Baseline } from '../baseline.js';
import type { CheckTotals } from '../totals.js';
import type { DocumentFindings, Level } from '../types.js';

/** What a run came to. */
export interface CheckReport {
  /** Documents with findings, in the order of the input; what concerns the corpus stands last, without a path. */
  documents: readonly DocumentFindings[];
  totals: CheckTotals;
  errors: number;
  warnings: number;
  /** Findings that the baseline accepts. */
  accepted: number;
  /** Figures when the baseline was written. */
  before?: Baseline['totals'];
  /** Whether the exit code speaks of success; documents that could not be read are no finding. */
  passed: boolean;
}

/** What a reporter may know beside the result. */
export interface CheckReportContext {
  chalk: ChalkInstance;
  /** Version of dechaff, and hash of the rules that were used. */
  version: string;
  rulesHash: string;
  levels: Readonly<Record<string, Level>>;
  /** Address of a page about the rules that whoever reads the report can open; undefined for no links. */
  docs?: string;
}

/** One form of report, in pieces: a corpus has more findings than a string has room for. */
export type CheckReporter = (report: CheckReport, context: CheckReportContext) => Iterable<string>;
