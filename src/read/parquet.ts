import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { decodeBytes, NotTextError } from './decode.js';
import { itemOfFields } from './jsonl.js';
import { PageError } from './page.js';
import { type InputItem, type ReadOptions, tooLarge } from './record.js';

/** Rows that are read at a time where the file has an index of its pages; without one it is a whole row group. */
const BATCH = 1000;

/**
 * The rows of a Parquet file. With `exact` they come as the file has them (times as integers in its unit), so that they can be
 * written again unchanged; otherwise with times as dates. A row group that is damaged is one fault. Throws `PageError`.
 */
export async function* readParquet(path: string, options: ReadOptions): AsyncGenerator<InputItem> {
  const { asyncBufferFromFile, parquetMetadataAsync } = await import('hyparquet');
  const file = await asyncBufferFromFile(path);
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(file, { geoparquet: false });
  } catch (error) {
    throw new PageError(`not a Parquet file that can be read (${(error as Error).message})`);
  }
  for await (const item of readRows(file, metadata, options)) yield { ...item, schema: metadata.schema };
}

/** Names of the columns at the top. */
function columnsOf(metadata: FileMetaData): string[] {
  return metadata.row_groups[0] ? [...new Set(metadata.row_groups[0].columns.map(topName))] : [];
}

const topName = (column: FileMetaData['row_groups'][number]['columns'][number]) =>
  column.meta_data?.path_in_schema[0] ?? '';

async function* readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  options: ReadOptions,
): AsyncGenerator<InputItem> {
  const columns = columnsOf(metadata);
  const { textField, htmlField } = options;
  if (metadata.row_groups.length > 0 && !columns.includes(textField) && !columns.includes(htmlField))
    throw new PageError(
      `has neither a column "${textField}" nor "${htmlField}" (--text-field and --html-field name others); it has ${columns.join(', ')}`,
    );
  const { parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  for (const [rowStart, rowEnd] of batches(metadata)) {
    let rows: Record<string, unknown>[];
    try {
      rows = await parquetReadObjects({
        file,
        metadata,
        rowStart,
        rowEnd,
        compressors,
        utf8: false,
        geoparquet: false,
        useOffsetIndex: true,
        ...(options.exact && { parsers: AS_STORED }),
      });
    } catch (error) {
      const rest = rowEnd - rowStart > 1 ? ` to ${rowEnd}` : '';
      yield {
        id: null,
        line: rowStart + 1,
        error: `rows ${rowStart + 1}${rest} cannot be read: ${(error as Error).message}`,
      };
      continue;
    }
    for (const [i, row] of rows.entries()) yield await toItem(row, rowStart + i + 1, options);
  }
}

/** Ranges of rows that are read together, none across row groups. */
function* batches(metadata: FileMetaData): Generator<[start: number, end: number]> {
  let start = 0;
  for (const { num_rows, columns } of metadata.row_groups) {
    const end = start + Number(num_rows);
    const step = columns.every((column) => column.offset_index_offset) ? BATCH : end - start;
    for (let at = start; at < end; at += step) yield [at, Math.min(end, at + step)];
    start = end;
  }
}

/** Times stay as they are stored: a richer form would lose some of them. */
const AS_STORED = {
  timestampFromMilliseconds: (millis: bigint) => millis,
  timestampFromMicroseconds: (micros: bigint) => micros,
  timestampFromNanoseconds: (nanos: bigint) => nanos,
  dateFromDays: (days: number) => days,
};

async function toItem(row: Record<string, unknown>, line: number, options: ReadOptions): Promise<InputItem> {
  const field = row[options.htmlField] == null ? options.textField : options.htmlField;
  const value = row[field];
  const size = typeof value === 'string' || value instanceof Uint8Array ? value.length : 0;
  const fault = (error: string) => ({ id: row.id == null ? null : `${row.id}`, line, error, fields: row });
  if (size > options.maxRecordSize) return fault(tooLarge(options.maxRecordSize, size));
  if (!(value instanceof Uint8Array)) return { ...itemOfFields(row, line, options), fields: row };
  try {
    const markup = field === options.htmlField;
    const { text, ...decoding } = await decodeBytes(value, { encoding: options.encoding, markup });
    return { ...itemOfFields({ ...row, [field]: text }, line, options), fields: row, decoding };
  } catch (error) {
    if (error instanceof NotTextError) return fault(error.message);
    throw error;
  }
}
