import type { ChalkInstance } from 'chalk';
import type { Gate } from '../gates.js';
import type { Summary } from '../summary.js';

/** What an evaluation came to. */
export interface Evaluation {
  summary: Summary;
  gates: readonly Gate[];
  /** Documents without a partner that were left out. */
  leftOut: { predicted: number; gold: number };
}

export interface EvaluationContext {
  chalk: ChalkInstance;
  version: string;
}

/** One form of the result. */
export type EvaluationReporter = (evaluation: Evaluation, context: EvaluationContext) => string;
