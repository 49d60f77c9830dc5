import { findingRecord, summaryRecord } from './json-record.js';
import type { CheckReporter } from './types.js';

/** One JSON object: the figures, then the findings by document. */
export const json: CheckReporter = function* (report, context) {
  const summary = JSON.stringify(summaryRecord(report, context), null, 2);
  yield `${summary.slice(0, -2)},\n  "documents": [`;
  for (const [i, { path, findings }] of report.documents.entries())
    yield `${i > 0 ? ',' : ''}\n    ${JSON.stringify({ path: path ?? null, findings: findings.map((finding) => findingRecord(finding, context)) })}`;
  yield report.documents.length > 0 ? '\n  ]\n}\n' : ']\n}\n';
};
