import { carryRecord, type SummarisedText } from '../../compile/record.js';
import { UsageError } from '../../problem.js';
import { holdsRecords } from '../../read/input.js';
import type { ParquetFile, Row } from '../../write/parquet.js';
import type { CleanFlags } from '../commands/clean.js';
import type { OutputSink } from './output-sink.js';
import type { CleanedItem } from './steps.js';

type Schema = CleanedItem['schema'];

/** All into one Parquet file: with the columns of the input where it has some, those of the first input where there are several. */
export function parquetSink(path: string, flags: Pick<CleanFlags, 'htmlField'>): OutputSink {
  let file: ParquetFile | undefined;
  let first: Schema;
  const open = async (schema: Schema) => {
    const { openParquetFile, outputSchema, UNTYPED } = await import('../../write/parquet.js');
    first = schema;
    return openParquetFile(path, schema ? outputSchema(schema, flags.htmlField) : UNTYPED);
  };
  return {
    begin: async () => {},
    async item(item, input) {
      // Pages that cannot be read are named, and leave no row.
      if ('error' in item && !holdsRecords(input)) return;
      if (file && !alike(first, item.schema))
        throw new UsageError(
          `${input.name}: its columns are not those of the first input; give it a file of its own`,
        );
      file ??= await open(item.schema);
      file.write(item.schema ? typedRow(item, flags) : untypedRow(item, flags));
    },
    finish: async () => undefined,
    async end() {
      (file ?? (await open(undefined))).end();
    },
    abandon: () => file?.abandon(),
  };
}

const alike = (one: Schema, other: Schema) =>
  one === other ||
  (one !== undefined && other !== undefined && JSON.stringify(one) === JSON.stringify(other));

function typedRow(item: CleanedItem, flags: Pick<CleanFlags, 'htmlField'>): Row {
  if (!('error' in item)) return carryRecord(item.fields ?? {}, item.page as SummarisedText, flags.htmlField);
  return { ...item.fields, text: null, dechaff: faultOf(item) };
}

const faultOf = ({ id, line, error }: Extract<CleanedItem, { error: string }>) => ({ id, line, error });

function untypedRow(item: CleanedItem, flags: Pick<CleanFlags, 'htmlField'>): Row {
  if ('error' in item) return { id: item.id, dechaff: faultOf(item) };
  const { id, url } = item.document;
  const { dechaff } = item.page as SummarisedText;
  const { text, dechaff: _dechaff, id: _id, url: _url, ...fields } = typedRow(item, flags);
  return { id, url, text, dechaff, fields: item.fields ? fields : null };
}
