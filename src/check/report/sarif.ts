import { MEASURES } from '../measures/index.js';
import { ruleUrl, toVFile } from '../message.js';
import type { DocumentFindings, Measure } from '../types.js';
import type { CheckReportContext, CheckReporter } from './types.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';
const RULE_INDEX = new Map(MEASURES.map(({ id }, i) => [id, i]));

const levelOf = (level: string) => (level === 'off' ? 'none' : level);
const capital = (text: string) => text[0].toUpperCase() + text.slice(1);

function ruleOf({ id, what, why, help, flags }: Measure, { levels, docs }: CheckReportContext) {
  const set = flags.length > 0 ? ` Set by ${flags.join(', ')}.` : '';
  return {
    id,
    shortDescription: { text: `${capital(what)}.` },
    fullDescription: { text: why },
    help: { text: help + set, markdown: help + set.replace(/--[a-z-]+/g, '`$&`') },
    ...(docs !== undefined && { helpUri: ruleUrl(id, docs) }),
    defaultConfiguration: { level: levelOf(levels[id]) },
  };
}

/** A path as a URI reference: every part of it encoded. */
function uriOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

function resultsOf(document: DocumentFindings) {
  const { path, findings } = document;
  return toVFile(document).messages.map(({ ruleId, reason, fatal, place }, i) => {
    const { role, saw, hash, related, record } = findings[i];
    const span = place && 'start' in place ? place : undefined;
    const region = span && {
      startLine: span.start.line,
      startColumn: span.start.column,
      endLine: span.end.line,
      endColumn: span.end.column,
    };
    return {
      ruleId,
      ruleIndex: RULE_INDEX.get(ruleId!),
      level: fatal ? 'error' : 'warning',
      message: { text: reason },
      ...(path !== undefined && {
        locations: [
          { physicalLocation: { artifactLocation: { uri: uriOf(path) }, ...(region && { region }) } },
        ],
      }),
      partialFingerprints: { 'paragraph/v1': hash },
      ...((role || saw || related || record) && { properties: { role, saw, related, record } }),
    };
  });
}

/** SARIF 2.1.0 (OASIS), for code scanning: rules with help from the registry, results with the paragraphs' hashes. */
export const sarif: CheckReporter = function* (report, context) {
  const driver = {
    name: 'dechaff',
    version: context.version,
    ...(context.docs !== undefined && { informationUri: context.docs }),
    rules: MEASURES.map((measure) => ruleOf(measure, context)),
  };
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},`;
  yield `"columnKind":"utf16CodeUnits","invocations":[{"executionSuccessful":${report.totals.failed === 0}}],"results":[`;
  let first = true;
  for (const document of report.documents)
    for (const result of resultsOf(document)) {
      yield `${first ? '' : ','}\n${JSON.stringify(result)}`;
      first = false;
    }
  yield '\n]}]}\n';
};
