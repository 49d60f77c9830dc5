import { isUtf8 } from 'node:buffer';
import { countDecisions } from '../decide/count-decisions.js';
import { sourceRange } from '../parse/source-range.js';
import type { Document, Result } from '../types.js';

/** What `--to json` and `--to jsonl` add to a record under `dechaff`. */
export interface RecordSummary {
  kept: number;
  removed: number;
  roles: Record<string, number>;
  metadata: Result['metadata'];
  language: string;
  spans?: [start: number, end: number, role: string, score: number][];
}

/** What was decided for a cleaned document, in short. */
export function summariseRecord(
  { page, paragraphs, verdicts, metadata, language }: Result,
  { spans = false } = {},
): RecordSummary {
  return {
    ...countDecisions(verdicts),
    metadata,
    language,
    ...(spans && {
      spans: paragraphs.map((p, i) => [
        ...sourceRange(page, p.start, p.end),
        verdicts[i].role,
        Number(verdicts[i].score.toFixed(4)),
      ]),
    }),
  };
}

/** A clean text and what was decided. */
export interface SummarisedText {
  text: string;
  dechaff: RecordSummary;
}

/** The record of a document that came without fields. */
export function compileRecord(
  { id, url }: Pick<Document, 'id' | 'url'>,
  { text, dechaff }: SummarisedText,
): { id: string; url?: string } & SummarisedText {
  return { id, ...(url !== undefined && { url }), text, dechaff };
}

/** What `--to jsonl` writes for a record: all that it came with, less the HTML, with the clean text and the summary. */
export function carryRecord(
  fields: Readonly<Record<string, unknown>>,
  { text, dechaff }: SummarisedText,
  htmlField = 'html',
): Record<string, unknown> {
  const { [htmlField]: _html, ...rest } = fields;
  return { ...rest, text, dechaff };
}

/** One line of JSON. Types that JSON has not become texts: 64-bit integers that a number cannot hold, and bytes (UTF-8, else Base64). */
export function toJsonLine(record: object): string {
  return `${JSON.stringify(record, untyped)}\n`;
}

function untyped(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (!(value instanceof Uint8Array)) return value;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('base64');
}
