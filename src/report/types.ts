import type { ChalkInstance } from 'chalk';
import type { Role } from '../roles.js';
import type { Result } from '../types.js';

/** What a reporter may know beside the results. */
export interface ReportContext {
  chalk: ChalkInstance;
  /** Version of dechaff, and hash of the rules that were used. */
  version: string;
  rulesHash: string;
  threshold: number;
}

/** Counts over documents. */
export interface Totals {
  documents: number;
  failed: number;
  paragraphs: number;
  removed: number;
  wordsKept: number;
  wordsRemoved: number;
  /** Removed paragraphs by role. */
  roles: Partial<Record<Role, number>>;
}

/** One form of report, written piece by piece so that a batch needs no memory of itself. */
export interface Reporter {
  /** File ending, without the dot. */
  extension: string;
  head?(context: ReportContext): string;
  /** A document's piece, which does not depend on where in the report it stands: pieces are made in any order, and kept. */
  document(result: Result, context: ReportContext): string;
  /** What stands between the pieces of two documents. */
  between?: string;
  tail?(totals: Totals, context: ReportContext): string;
}
