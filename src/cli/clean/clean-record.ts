import { type createProcessor, processDocument } from '../../processor.js';
import { type InputItem, type InputRecord, isFault, type RecordFault } from '../../read/record.js';
import type { Result } from '../../types.js';

/** A record and what became of it. */
export interface CleanedRecord extends InputRecord {
  result: Result;
}

/** What cleaning yields: a record, or why there is none. */
export type CleanedItem = CleanedRecord | RecordFault;

/** Cleans one record: nothing is read or written. A record on which cleaning fails is a fault of its own. */
export async function cleanRecord(
  processor: ReturnType<typeof createProcessor>,
  item: InputItem,
): Promise<CleanedItem> {
  if (isFault(item)) return item;
  const { document, line, fields, schema } = item;
  try {
    return { ...item, result: await processDocument(processor, document) };
  } catch (error) {
    return { id: document.id, line, error: `cannot be cleaned: ${(error as Error).message}`, fields, schema };
  }
}
