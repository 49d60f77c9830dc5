import type { AsyncBuffer, ColumnChunk, RowGroup } from 'hyparquet';

/** Rows that are read together hold about so much, in bytes before packing; a page is never read in parts. */
const BATCH = 1 << 24;
/** A page's header is looked for in so many bytes, and in more where it holds long statistics. */
const HEADER = 4096;
const MOST_HEADER = 1 << 22;

/** One page of a column: where it begins with its header, and its first row in the group. */
interface PageLocation {
  offset: number;
  size: number;
  firstRow: number;
}

/** A row group that can be read in parts. */
export interface PagedGroup {
  /** The file, with the indexes that it lacks behind its end. */
  file: AsyncBuffer;
  group: RowGroup;
  /** Ranges of rows in the group that are best read together. */
  ranges: [start: number, end: number][];
}

/**
 * Parquet files seldom hold an index of pages, and a row group without one is read as a whole, which may be the whole file. The
 * headers of its pages say the same: they are read one after the other, and an index is made of them. Columns of lists are left:
 * their pages do not say how many rows they hold.
 */
export async function withPageIndex(file: AsyncBuffer, group: RowGroup, batch = BATCH): Promise<PagedGroup> {
  const rows = Number(group.num_rows);
  const bytes = group.columns.reduce(
    (sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size),
    0,
  );
  if (bytes <= batch * 2) return { file, group, ranges: [[0, rows]] };
  const indexes: { chunk: ColumnChunk; pages: PageLocation[] }[] = [];
  for (const chunk of group.columns)
    if (isFlat(chunk)) indexes.push({ chunk, pages: await pagesOf(file, chunk) });
  const largest = indexes.reduce<(typeof indexes)[number] | undefined>(
    (most, index) => (most && sizeOf(most.chunk) >= sizeOf(index.chunk) ? most : index),
    undefined,
  );
  const step = Math.max(1, Math.floor((rows * batch) / bytes));
  return { ...(await attach(file, group, indexes)), ranges: [...rangesOf(rows, step, largest?.pages ?? [])] };
}

const sizeOf = ({ meta_data }: ColumnChunk) => Number(meta_data?.total_uncompressed_size ?? 0);

/** A column at the top that is no list; a list's leaf stands deeper. */
const isFlat = ({ meta_data }: ColumnChunk) => meta_data?.path_in_schema.length === 1;

/** Ranges of about `step` rows that begin where pages do. */
function* rangesOf(
  rows: number,
  step: number,
  pages: readonly PageLocation[],
): Generator<[start: number, end: number]> {
  let start = 0;
  for (const { firstRow } of pages) {
    if (firstRow - start < step) continue;
    yield [start, firstRow];
    start = firstRow;
  }
  if (pages.length > 0) {
    yield [start, rows];
    return;
  }
  for (; start < rows; start += step) yield [start, Math.min(rows, start + step)];
}

/** The data pages of a column, found from header to header. */
async function pagesOf(file: AsyncBuffer, { meta_data }: ColumnChunk): Promise<PageLocation[]> {
  if (!meta_data) return [];
  const pages: PageLocation[] = [];
  let offset = Number(meta_data.dictionary_page_offset || meta_data.data_page_offset);
  const end = offset + Number(meta_data.total_compressed_size);
  let row = 0;
  while (offset < end) {
    const { header, length } = await readPageHeader(file, offset);
    const size = length + header.compressed_page_size;
    if (header.type !== 'DICTIONARY_PAGE') pages.push({ offset, size, firstRow: row });
    row += header.data_page_header_v2?.num_rows ?? header.data_page_header?.num_values ?? 0;
    offset += size;
  }
  return pages;
}

async function readPageHeader(file: AsyncBuffer, offset: number) {
  const { parquetHeader } = await import('hyparquet/src/column.js');
  for (let size = HEADER; ; size *= 8) {
    const reader = {
      view: new DataView(await file.slice(offset, Math.min(file.byteLength, offset + size))),
      offset: 0,
    };
    try {
      return { header: parquetHeader(reader), length: reader.offset };
    } catch (error) {
      if (size >= MOST_HEADER || !(error instanceof RangeError)) throw error;
    }
  }
}

/** Writes the indexes behind the end of the file, as if they stood there. */
async function attach(
  file: AsyncBuffer,
  group: RowGroup,
  indexes: readonly { chunk: ColumnChunk; pages: PageLocation[] }[],
): Promise<Pick<PagedGroup, 'file' | 'group'>> {
  const { ByteWriter } = await import('hyparquet-writer');
  const { serializeTCompactProtocol } = await import('hyparquet-writer/src/thrift.js');
  const writer = new ByteWriter();
  const indexed = new Map<ColumnChunk, ColumnChunk>();
  for (const { chunk, pages } of indexes) {
    if (pages.length === 0) continue;
    const start = writer.offset;
    serializeTCompactProtocol(writer, {
      field_1: pages.map((page) => ({
        field_1: BigInt(page.offset),
        field_2: page.size,
        field_3: BigInt(page.firstRow),
      })),
    });
    indexed.set(chunk, {
      ...chunk,
      offset_index_offset: BigInt(file.byteLength + start),
      offset_index_length: writer.offset - start,
    });
  }
  const behind = writer.getBuffer();
  return {
    file: {
      byteLength: file.byteLength + behind.byteLength,
      slice: (start, end) =>
        start >= file.byteLength
          ? behind.slice(start - file.byteLength, end === undefined ? undefined : end - file.byteLength)
          : file.slice(start, end),
    },
    group: { ...group, columns: group.columns.map((chunk) => indexed.get(chunk) ?? chunk) },
  };
}
