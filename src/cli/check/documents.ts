import { UsageError } from '../../problem.js';
import { holdsRecords, type Input, readInput, readOnePage } from '../../read/input.js';
import { type InputRecord, isFault } from '../../read/record.js';
import { faultLine } from '../clean/reading-notes.js';
import type { CheckFlags } from '../commands/check.js';

/** A text of a corpus. */
export interface CheckText {
  /** What its partners are found by. */
  id: string;
  text: string;
  url?: string;
  /** Line, or number, of the record that holds it; undefined where it is a file of its own. */
  record?: number;
}

/** The text of a record: beside it there may be the page that it was made from. */
function textOf({ document, fields }: InputRecord, { textField }: CheckFlags): string | undefined {
  if (document.format !== 'html') return document.text;
  const text = fields?.[textField];
  return typeof text === 'string' ? text : undefined;
}

/** The texts of an input; what cannot be read comes as an error in its place. */
export async function* readTexts(input: Input, flags: CheckFlags): AsyncGenerator<CheckText | UsageError> {
  if (input.format === 'html' || input.format === 'warc') {
    yield new UsageError(
      `${input.name}: holds pages (${input.format}), and check looks at texts: clean it first`,
    );
    return;
  }
  if (!holdsRecords(input)) {
    try {
      const { document } = await readOnePage(input, flags);
      yield { id: document.id, text: document.text };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      yield error;
    }
    return;
  }
  for await (const item of readInput(input, flags)) {
    const text = isFault(item) ? undefined : textOf(item, flags);
    if (isFault(item)) yield new UsageError(faultLine(input, item));
    else if (text === undefined)
      yield new UsageError(
        faultLine(input, { id: item.document.id, line: item.line, error: 'has a page but no text' }),
      );
    else {
      const { id, url } = item.document;
      yield { id, text, record: item.line, ...(url !== undefined && { url }) };
    }
  }
}
