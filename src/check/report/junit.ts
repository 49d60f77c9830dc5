import { toVFile } from '../message.js';
import { escapeMarkup } from './escape-markup.js';
import { counted } from './figures.js';
import type { CheckReporter } from './types.js';

/** Characters that XML 1.0 knows no way to write. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escaped = (text: string) => escapeMarkup(text.replace(FORBIDDEN, '\ufffd')).replace(/\s/g, ' ');

/** JUnit's XML: a suite for each document with findings, a failed test case an error; warnings are test cases that pass and say something. */
export const junit: CheckReporter = function* (report) {
  const all = report.errors + report.warnings;
  const clean = report.totals.documents - report.documents.filter(({ path }) => path !== undefined).length;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="dechaff" tests="${all + 1}" failures="${report.errors}" errors="0">\n`;
  for (const document of report.documents) {
    const { messages } = toVFile(document);
    const failures = messages.filter(({ fatal }) => fatal).length;
    const name = escaped(document.path ?? 'the corpus');
    yield `<testsuite name="${name}" tests="${messages.length}" failures="${failures}" errors="0">\n`;
    for (const { ruleId, line, column, reason, note, fatal } of messages) {
      const at = line === undefined ? '' : ` at ${line}:${column}`;
      const body = fatal
        ? `<failure message="${escaped(reason)}" type="${ruleId}">${escaped(`${document.path ?? ''}${at}: ${reason}. ${note}`)}</failure>`
        : `<system-out>${escaped(`warning: ${reason}. ${note}`)}</system-out>`;
      yield `<testcase name="${escaped(`${ruleId}${at}`)}" classname="${name}">${body}</testcase>\n`;
    }
    yield '</testsuite>\n';
  }
  yield `<testsuite name="documents without findings" tests="1" failures="0" errors="0">\n<testcase name="${counted(clean, 'document')} without findings" classname="dechaff"/>\n</testsuite>\n</testsuites>\n`;
};
