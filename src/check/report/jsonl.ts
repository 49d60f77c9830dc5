import { findingRecord, summaryRecord } from './json-record.js';
import type { CheckReporter } from './types.js';

/** One JSON object a finding and line; the last line has the figures. */
export const jsonl: CheckReporter = function* (report, context) {
  for (const { path, findings } of report.documents)
    for (const finding of findings)
      yield `${JSON.stringify({ type: 'finding', path: path ?? null, ...findingRecord(finding, context) })}\n`;
  yield `${JSON.stringify({ type: 'summary', ...summaryRecord(report, context) })}\n`;
};
