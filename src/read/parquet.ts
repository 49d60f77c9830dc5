import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { decodeBytes, NotTextError } from './decode.js';
import { itemOfFields } from './jsonl.js';
import { PageError } from './page.js';
import { type PagedGroup, withPageIndex } from './parquet-pages.js';
import { openRandomAccess } from './random-access.js';
import { type InputItem, type ReadOptions, tooLarge } from './record.js';

/**
 * The rows of a Parquet file. With `exact` they come as the file has them (times as integers in its unit), so that they can be
 * written again unchanged; otherwise with times as dates. A row group that is damaged is one fault. Throws `PageError`.
 */
export async function* readParquet(path: string, options: ReadOptions): AsyncGenerator<InputItem> {
  const file = openRandomAccess(path);
  try {
    const metadata = await readMetadata(file);
    for await (const item of readRows(file, metadata, options)) yield { ...item, schema: metadata.schema };
  } finally {
    file.close();
  }
}

async function readMetadata(file: AsyncBuffer): Promise<FileMetaData> {
  const { parquetMetadataAsync } = await import('hyparquet');
  try {
    return await parquetMetadataAsync(file, { geoparquet: false });
  } catch (error) {
    throw new PageError(`not a Parquet file that can be read (${(error as Error).message})`);
  }
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
  let first = 0;
  for (const group of metadata.row_groups) {
    yield* readGroup(file, { ...metadata, row_groups: [group] }, first, options);
    first += Number(group.num_rows);
  }
}

/** The rows of a file with one row group, part by part. */
async function* readGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  before: number,
  options: ReadOptions,
): AsyncGenerator<InputItem> {
  const [group] = metadata.row_groups;
  const rows = Number(group.num_rows);
  let paged: PagedGroup;
  try {
    paged = await withPageIndex(file, group);
  } catch (error) {
    yield unreadable(before, [0, rows], error);
    return;
  }
  const { parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  for (const range of paged.ranges) {
    const part = {
      file: paged.file,
      metadata: { ...metadata, row_groups: [paged.group] },
      rowStart: range[0],
      rowEnd: range[1],
      compressors,
      utf8: false,
      geoparquet: false,
      useOffsetIndex: true,
      ...(options.exact && { parsers: AS_STORED }),
    };
    let found: Record<string, unknown>[];
    try {
      found = await parquetReadObjects(part);
    } catch (error) {
      yield unreadable(before, range, error);
      continue;
    }
    for (const [i, row] of found.entries()) yield await toItem(row, before + range[0] + i + 1, options);
  }
}

function unreadable(before: number, [start, end]: readonly [number, number], error: unknown): InputItem {
  const line = before + start + 1;
  const rows = end - start > 1 ? `rows ${line} to ${before + end}` : `row ${line}`;
  return { id: null, line, error: `${rows} cannot be read: ${(error as Error).message}` };
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
