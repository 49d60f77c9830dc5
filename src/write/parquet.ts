import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SchemaElement } from 'hyparquet';
import type { ParquetWriter } from 'hyparquet-writer';
import { besidePath } from './beside.js';
import { guardWrite } from './cannot-write.js';

/** One row: values by column. */
export type Row = Record<string, unknown>;

/** A Parquet file that is written row by row, and comes to its name when it is whole. */
export interface ParquetFile {
  /** Throws `UsageError`, as `end` does. */
  write(row: Row): void;
  end(): void;
  /** Leaves nothing half-written behind. */
  abandon(): void;
}

/** A row group is written when it holds so many rows or characters of text: memory is a few times the latter. */
const GROUP_ROWS = 10_000;
const GROUP_TEXT = 1 << 24;

const TEXT: SchemaElement = {
  name: 'text',
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'OPTIONAL',
};
const SUMMARY: SchemaElement = { ...TEXT, name: 'dechaff', converted_type: 'JSON' };

/** Columns of records that came without types: what all have, and the others as one object. */
export const UNTYPED: SchemaElement[] = [
  { name: 'root', num_children: 5 },
  { ...TEXT, name: 'id' },
  { ...TEXT, name: 'url' },
  TEXT,
  SUMMARY,
  { ...SUMMARY, name: 'fields' },
];

/** The columns of a schema (a tree in preorder), each with what is below it. */
function columnsOf(schema: readonly SchemaElement[]): SchemaElement[][] {
  const columns: SchemaElement[][] = [];
  for (let at = 1; at < schema.length; ) {
    let end = at + 1;
    for (let open = schema[at].num_children ?? 0; open > 0; end++)
      open += (schema[end].num_children ?? 0) - 1;
    columns.push(schema.slice(at, end));
    at = end;
  }
  return columns;
}

/** The columns of what is written: those of the input less the HTML, with `text` as text and `dechaff` as JSON at the end. */
export function outputSchema(schema: readonly SchemaElement[], htmlField: string): SchemaElement[] {
  const columns = columnsOf(schema)
    .filter(([{ name }]) => name !== htmlField && name !== 'dechaff')
    .map((column) => (column[0].name === 'text' ? [TEXT] : column.map(writable)))
    // A row that failed has not all of them.
    .map(([top, ...below]) => [
      top.repetition_type === 'REQUIRED' ? { ...top, repetition_type: 'OPTIONAL' as const } : top,
      ...below,
    ]);
  if (!columns.some(([{ name }]) => name === 'text')) columns.push([TEXT]);
  columns.push([SUMMARY]);
  return [{ ...schema[0], num_children: columns.length }, ...columns.flat()];
}

/** Old twelve-byte times become nanoseconds, as they are read. */
function writable(element: SchemaElement): SchemaElement {
  return element.type === 'INT96'
    ? { ...element, type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' } }
    : element;
}

/** Opens a Parquet file for writing. Throws `UsageError`. */
export async function openParquetFile(path: string, schema: SchemaElement[]): Promise<ParquetFile> {
  const { fileWriter, ParquetWriter: Writer } = await import('hyparquet-writer');
  const beside = besidePath(path);
  const names = columnsOf(schema).map(([{ name }]) => name);
  const writer: ParquetWriter = guardWrite(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    // The writer brings the types of a hyparquet of its own.
    return new Writer({ writer: fileWriter(beside), schema: schema as never, createdBy: 'dechaff' });
  });
  let rows: Row[] = [];
  let text = 0;
  const flush = () => {
    if (rows.length === 0) return;
    const columnData = names.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) }));
    guardWrite(path, () => writer.write({ columnData, rowGroupSize: rows.length }));
    rows = [];
    text = 0;
  };
  return {
    write(row) {
      rows.push(row);
      for (const name of names) text += lengthOf(row[name]);
      if (rows.length >= GROUP_ROWS || text >= GROUP_TEXT) flush();
    },
    end() {
      flush();
      guardWrite(path, () => {
        writer.finish();
        renameSync(beside, path);
      });
    },
    abandon: () => rmSync(beside, { force: true }),
  };
}

const lengthOf = (value: unknown) =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
