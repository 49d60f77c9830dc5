import type { SchemaElement } from 'hyparquet';
import type { Document } from '../types.js';

/** One record of an input, read. */
export interface InputRecord {
  document: Document;
  /** Number of its line, record or row in the input, from 1. */
  line: number;
  /** All that the input's record holds, for the output to carry on; undefined for a page that is a file of its own. */
  fields?: Record<string, unknown>;
  /** Encoding it was read in, and how many sequences of it could not be decoded; undefined where nothing had to be decoded. */
  decoding?: { encoding: string; replaced: number };
  /** Types of the fields, where they are columns: Parquet's own tree in preorder, behind its root. */
  schema?: SchemaElement[];
}

/** A record that could not be read. */
export interface RecordFault {
  id: string | null;
  line: number;
  /** In one line, without the name of the input. */
  error: string;
  /** What is known of it all the same, where its fields are columns. */
  fields?: Record<string, unknown>;
  schema?: SchemaElement[];
}

/** What reading yields, in the order of the input. */
export type InputItem = InputRecord | RecordFault;

/** Whether a record could not be read. */
export function isFault(item: InputItem): item is RecordFault {
  return 'error' in item;
}

/** How inputs are read. */
export interface ReadOptions {
  /** Name of the encoding that overrides all else. */
  encoding?: string;
  /** Address of the page, for an input that is one page. */
  url?: string;
  /** Most bytes of a record, unpacked; more of it is not held in memory. */
  maxRecordSize: number;
  /** Fields or columns that hold plain text and HTML. */
  textField: string;
  htmlField: string;
  /** Leave values of typed columns as they are stored, for an output that has the same types. */
  exact?: boolean;
  /** Counts a record that is passed over because it holds no page, under a name for its kind. */
  skipped?(kind: string): void;
}

/** Most bytes of a record, if nothing else is said. */
export const MAX_RECORD_SIZE = 64 * 1024 * 1024;

/** A size in bytes for people: `64 MB`. */
export function formatSize(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${['bytes', 'KB', 'MB', 'GB'][power]}`;
}

/** Says that a record is larger than may be held. */
export function tooLarge(limit: number, size?: number): string {
  return `${size === undefined ? '' : `${formatSize(size)}, `}larger than --max-record-size ${formatSize(limit)}`;
}
