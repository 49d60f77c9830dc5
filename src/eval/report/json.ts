import { LEVEL, RESAMPLES } from '../bootstrap.js';
import type { EvaluationReporter } from './types.js';

/** Version of the form: goes up when a reader of the old one would fail. */
const SCHEMA_VERSION = 1;

/** Six decimals: what lies behind them is the order of adding up. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(6)) : value;
}

/** One JSON object with every figure. */
export const json: EvaluationReporter = ({ summary, gates, leftOut }, { version }) =>
  `${JSON.stringify(
    {
      schemaVersion: SCHEMA_VERSION,
      dechaff: version,
      intervals: { method: 'percentile bootstrap over documents', level: LEVEL, resamples: RESAMPLES },
      leftOut,
      ...summary,
      gates,
    },
    rounded,
    2,
  )}\n`;
