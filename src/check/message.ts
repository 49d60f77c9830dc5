import { VFile } from 'vfile';
import { VFileMessage } from 'vfile-message';
import { measureOf } from './measures/index.js';
import type { DocumentFindings, Finding } from './types.js';

/** Where the rules are described, each under a heading of its id. */
export const DOCS_URL = 'https://github.com/dechaff/dechaff/blob/main/docs/check.md';

/** The page about a rule. */
export function ruleUrl(rule: string): string {
  return `${DOCS_URL}#${rule}`;
}

/** A finding as a message that unified's own reporters print too. */
export function toMessage({
  rule,
  severity,
  reason,
  saw,
  line,
  column,
  endLine,
  endColumn,
}: Finding): VFileMessage {
  const message = new VFileMessage(reason, {
    source: 'dechaff',
    ruleId: rule,
    ...(line !== undefined && {
      place: { start: { line, column: column! }, end: { line: endLine!, column: endColumn! } },
    }),
  });
  message.fatal = severity === 'error';
  message.note = measureOf(rule).help;
  message.url = ruleUrl(rule);
  if (saw !== undefined) message.actual = saw;
  return message;
}

/** A document's findings as a file with messages. */
export function toVFile({ path, findings }: DocumentFindings): VFile {
  const file = new VFile(path === undefined ? {} : { path });
  file.messages = findings.map((finding) => {
    const message = toMessage(finding);
    if (path !== undefined) {
      message.file = path;
      message.name = `${path}${message.line === undefined ? '' : `:${message.line}:${message.column}`}`;
    }
    return message;
  });
  return file;
}
