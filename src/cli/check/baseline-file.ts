import { readFileSync } from 'node:fs';
import { type Baseline, baselineSchema } from '../../check/baseline.js';
import { UsageError } from '../../problem.js';
import { fileReason } from '../../read/sources.js';

/** Reads a baseline. Throws `UsageError` with what is wrong in it. */
export function readBaseline(path: string, name: string): Baseline {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${name}: ${fileReason(error)}; --update-baseline writes one`);
  }
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new UsageError(`${name}: not valid JSON (${(error as Error).message})`);
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path: at, message }] = parsed.error.issues;
  throw new UsageError(
    `${name}: no baseline of this version: "${at.join('.')}": ${message}; --update-baseline writes it anew`,
  );
}

/** A baseline as its file holds it: one entry a line, so that changes are easy to read and to merge. */
export function formatBaseline({ entries, ...head }: Baseline): string {
  const lines = entries.map((entry) => `\n    ${JSON.stringify(entry)}`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": [${lines.join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}
