import { documentRecord, SCHEMA_VERSION } from './json-record.js';
import type { Reporter } from './types.js';

/** One JSON object a document and line: what the JSON report has in `documents`, with its version. */
export const jsonl: Reporter = {
  extension: 'jsonl',
  document: (result, { version, rulesHash }) =>
    `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, dechaff: version, rules: rulesHash, ...documentRecord(result) })}\n`,
};
