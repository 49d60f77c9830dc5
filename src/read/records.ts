import { z } from 'zod';
import { type Problem, suggestion, UsageError } from '../problem.js';
import { ROLES } from '../roles.js';

const role = z.enum(ROLES, {
  error: ({ input }) => `unknown role ${JSON.stringify(input)}${suggestion(String(input), ROLES)}`,
});

const span = z
  .tuple([z.int().min(0), z.int().min(1), role], z.unknown())
  .refine(([start, end]) => start < end, { error: 'a span must end behind its start' })
  .transform(([start, end, name]) => [start, end, name] as const);

const recordSchema = z
  .object({
    id: z.union([z.string().min(1), z.number().transform(String)], {
      error: 'it must be a text or a number',
    }),
    text: z.string().optional(),
    spans: z.array(span).optional(),
    // What `--to jsonl --spans` writes.
    dechaff: z.object({ spans: z.array(span).optional() }).optional(),
  })
  .transform(({ id, text, spans, dechaff }) => ({ id, text, spans: spans ?? dechaff?.spans }))
  .refine(({ text, spans = [] }) => text !== undefined || spans.length > 0, {
    error: '"text" or "spans" is missing',
  });

const line = z.int().min(1);
const range = z
  .object({ role, from_line: line, to_line: line })
  .refine(({ from_line, to_line }) => from_line <= to_line, { error: 'from_line is behind to_line' });
const labelsSchema = z.record(z.string(), z.array(range).min(1, 'no line has a role'));

/** A record: a text, or the roles of a page, or both. Spans are offsets into the page, in UTF-16 code units. */
export interface TextRecord {
  id: string;
  /** Line of the file, from 1. */
  line: number;
  text?: string;
  spans?: (readonly [number, number, (typeof ROLES)[number]])[];
}

/** Line ranges with roles, by the name of the page. */
export type Labels = z.infer<typeof labelsSchema>;

function check<T>(source: string, schema: z.ZodType<T>): { value?: T; messages: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return { messages: [`not valid JSON: ${(error as Error).message}`] };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, messages: [] };
  return {
    messages: parsed.error.issues.map(
      ({ path, message }) =>
        (path.length > 0 ? `"${path.join('.')}": ` : '') + message.replace(/^Invalid input: /, ''),
    ),
  };
}

/** Reads records, one JSON object a line. Throws `UsageError` with all that is wrong in them. */
export function parseRecords(source: string, name: string): TextRecord[] {
  const records: TextRecord[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  source
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((json, i) => {
      if (json.trim() === '') return;
      const { value, messages } = check(json, recordSchema);
      const twin = value && lines.get(value.id);
      if (twin !== undefined) messages.push(`id "${value?.id}" stands on line ${twin} already`);
      for (const message of messages) problems.push({ file: name, line: i + 1, column: 1, message });
      if (!value) return;
      lines.set(value.id, i + 1);
      records.push({ line: i + 1, ...value });
    });
  if (problems.length > 0) throw new UsageError('', problems);
  return records;
}

/** Reads labels: a JSON object from page name to line ranges. Throws `UsageError` with all that is wrong in them. */
export function parseLabels(source: string, name: string): Labels {
  const { value, messages } = check(source.replace(/^\ufeff/, ''), labelsSchema);
  if (value) return value;
  throw new UsageError(
    '',
    messages.map((message) => ({ file: name, line: 0, column: 0, message })),
  );
}
