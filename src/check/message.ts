import { VFile } from 'vfile';
import { VFileMessage } from 'vfile-message';
import { SHIPPED_DOCS } from '../shipped-docs.js';
import { measureOf } from './measures/index.js';
import type { DocumentFindings, Finding } from './types.js';

/** Where a rule is described: on a page that has each under a heading of its id. */
export function ruleUrl(rule: string, docs: string = SHIPPED_DOCS): string {
  return `${docs}#${rule}`;
}

/** A finding as a message that unified's own reporters print too. Its address is in the package, unless `docs` is another. */
export function toMessage(finding: Finding, docs?: string): VFileMessage {
  const { rule, severity, reason, saw, line, column, endLine, endColumn } = finding;
  const message = new VFileMessage(reason, {
    source: 'dechaff',
    ruleId: rule,
    ...(line !== undefined && {
      place: { start: { line, column: column! }, end: { line: endLine!, column: endColumn! } },
    }),
  });
  message.fatal = severity === 'error';
  message.note = measureOf(rule).help;
  message.url = ruleUrl(rule, docs);
  if (saw !== undefined) message.actual = saw;
  return message;
}

/** A document's findings as a file with messages. */
export function toVFile({ path, findings }: DocumentFindings, docs?: string): VFile {
  const file = new VFile(path === undefined ? {} : { path });
  file.messages = findings.map((finding) => {
    const message = toMessage(finding, docs);
    if (path !== undefined) {
      message.file = path;
      message.name = `${path}${message.line === undefined ? '' : `:${message.line}:${message.column}`}`;
    }
    return message;
  });
  return file;
}
