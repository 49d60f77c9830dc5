import { documentRecord, SCHEMA_VERSION } from './json-record.js';
import type { Reporter } from './types.js';

/** One JSON object with every paragraph of every document: see `schema/report.schema.json`. */
export const json: Reporter = {
  extension: 'json',
  head: ({ version, rulesHash }) =>
    `{"schemaVersion":${SCHEMA_VERSION},"dechaff":${JSON.stringify(version)},"rules":${JSON.stringify(rulesHash)},"documents":[`,
  document: (result) => `\n${JSON.stringify(documentRecord(result))}`,
  between: ',',
  tail: () => '\n]}\n',
};
