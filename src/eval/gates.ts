import type { Score } from './score.js';
import type { Summary } from './summary.js';

/** A least value that was asked for, and what was reached. */
export interface Gate {
  measure: keyof Score;
  least: number;
  reached: number;
  holds: boolean;
}

/** Holds the means over documents by words against the least values that are given. */
export function checkGates({ words }: Summary, least: Partial<Score>): Gate[] {
  return (['f1', 'recall', 'precision'] as const).flatMap((measure) => {
    const wanted = least[measure];
    if (wanted === undefined) return [];
    const reached = words.macro[measure].value;
    return [{ measure, least: wanted, reached, holds: reached >= wanted }];
  });
}
