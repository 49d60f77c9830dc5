import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { withPageIndex } from '../../src/read/parquet-pages.js';

const ROWS = Array.from({ length: 500 }, (_, i) => ({
  id: i,
  text: i % 7 === 0 ? null : `Story ${i}. ${'The ferry sails on Friday. '.repeat(i % 11)}`,
  place: ['harbour', 'island', 'town'][i % 3],
  tags: [`t${i}`, 'x'],
}));

/** One row group of many small pages, without an index. */
function file(): ArrayBuffer {
  const columnData = (['id', 'text', 'place', 'tags'] as const).map((name) => ({
    name,
    data: ROWS.map((row) => row[name]),
    offsetIndex: false,
  }));
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData }),
    codec: 'UNCOMPRESSED',
  });
  parquet.write({ columnData, rowGroupSize: ROWS.length, pageSize: 700 });
  parquet.finish();
  return writer.getBuffer();
}

describe('a row group without an index of its pages', () => {
  const bytes = file();
  const metadata = parquetMetadata(bytes);
  const [group] = metadata.row_groups;

  it('is read in parts, which begin where pages do and are the whole', async () => {
    const paged = await withPageIndex(bytes, group, 4000);
    expect(group.columns.some((chunk) => chunk.offset_index_offset)).toBe(false);
    expect(paged.ranges.length).toBeGreaterThan(10);
    const rows: unknown[] = [];
    for (const [rowStart, rowEnd] of paged.ranges)
      rows.push(
        ...(await parquetReadObjects({
          file: paged.file,
          metadata: { ...metadata, row_groups: [paged.group] },
          rowStart,
          rowEnd,
          useOffsetIndex: true,
        })),
      );
    expect(rows).toEqual(ROWS);
  });

  it('asks for no more than a part at a time', async () => {
    const paged = await withPageIndex(bytes, group, 4000);
    const asked: number[] = [];
    const spied = {
      byteLength: paged.file.byteLength,
      slice: (start: number, end?: number) => {
        asked.push((end ?? bytes.byteLength) - start);
        return paged.file.slice(start, end);
      },
    };
    const [rowStart, rowEnd] = paged.ranges[5];
    const columns = ['text'];
    const part = { rowStart, rowEnd, columns, metadata: { ...metadata, row_groups: [paged.group] } };
    await parquetReadObjects({ file: spied, ...part, useOffsetIndex: true });
    expect(Math.max(...asked)).toBeLessThan(bytes.byteLength / 5);
  });

  it('is read as a whole where it is small', async () => {
    expect(await withPageIndex(bytes, group)).toEqual({ file: bytes, group, ranges: [[0, 500]] });
  });
});
