import { UsageError } from '../../problem.js';
import { holdsRecords, type Input, readInput, readOnePage } from '../../read/input.js';
import { type InputRecord, isFault } from '../../read/record.js';
import type { Document } from '../../types.js';
import { faultLine } from '../clean/reading-notes.js';
import type { CheckFlags } from '../commands/check.js';

/** A document of a corpus: a text, or a page that has none beside it. */
export interface CheckDocument extends Pick<Document, 'text' | 'format' | 'url'> {
  /** What its partners are found by. */
  id: string;
  /** Number of the record that holds it; undefined where it is a file of its own. */
  record?: number;
}

/** The text of a record: where it has one beside the page it was made from, the page is none of ours. */
function documentOf(
  { document, fields, line }: InputRecord,
  { textField }: Pick<CheckFlags, 'textField'>,
): CheckDocument {
  const { id, url, text, format } = document;
  const beside = format === 'html' ? fields?.[textField] : undefined;
  return {
    id,
    record: line,
    ...(url !== undefined && { url }),
    ...(typeof beside === 'string' ? { text: beside } : { text, ...(format && { format }) }),
  };
}

/** The documents of an input; what cannot be read comes as an error in its place. */
export async function* readDocuments(
  input: Input,
  flags: CheckFlags,
): AsyncGenerator<CheckDocument | UsageError> {
  if (!holdsRecords(input)) {
    try {
      const { id, text, format } = (await readOnePage(input, flags)).document;
      yield { id, text, ...(format && { format }) };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      yield error;
    }
    return;
  }
  for await (const item of readInput(input, flags))
    yield isFault(item) ? new UsageError(faultLine(input, item)) : documentOf(item, flags);
}
