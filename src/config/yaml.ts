import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Problem, suggestion } from '../problem.js';

/** A YAML file read and checked: its value, or all that is wrong with it. */
export interface Checked<T> {
  value?: T;
  problems: Problem[];
  /** Place of a value inside the file, by its path. */
  locate(path: readonly PropertyKey[]): { line: number; column: number };
}

/** Reads YAML and checks it against a schema; every problem has its line and column. */
export function checkYaml<T>(file: string, source: string, schema: z.ZodType<T>): Checked<T> {
  const lines = new LineCounter();
  const doc = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const locate = (path: readonly PropertyKey[]) => {
    // The nearest part of the path that is there: a missing key is reported where it should stand.
    for (let length = path.length; length >= 0; length--) {
      const keys = path.slice(0, length);
      const node = length === 0 ? doc.contents : doc.getIn(keys as unknown[], true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) {
        const { line, col } = lines.linePos(range[0]);
        return { line, column: col };
      }
    }
    return { line: 1, column: 1 };
  };
  if (doc.errors.length > 0) {
    const problems = doc.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { file, line, column: col, message: `not valid YAML: ${error.message.split('\n')[0]}` };
    });
    return { problems, locate };
  }
  const parsed = schema.safeParse(doc.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, problems: [], locate };
  const problems = parsed.error.issues.flatMap((issue) =>
    explain(issue, schema).map((e) => ({ file, ...locate(e.path), message: e.message })),
  );
  return { problems, locate };
}

interface Explained {
  path: PropertyKey[];
  message: string;
}

function explain(issue: z.core.$ZodIssue, schema: z.ZodType): Explained[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(schema, issue.path) ?? {});
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `unknown key "${key}"${suggestion(key, known) || `; known: ${known.join(', ')}`}`,
    }));
  }
  const name = issue.path.length > 0 ? `"${issue.path.join('.')}": ` : '';
  if (issue.code === 'invalid_value')
    return [{ path: issue.path, message: `${name}must be one of ${issue.values.join(', ')}` }];
  return [{ path: issue.path, message: name + issue.message.replace(/^Invalid input: /, '') }];
}

/** The keys an object schema knows at a path; undefined where it is no object. */
function shapeAt(schema: z.ZodType, path: readonly PropertyKey[]): Record<string, z.ZodType> | undefined {
  let at: unknown = schema;
  for (const key of ['', ...path]) {
    if (key !== '') {
      const shape = (at as { shape?: Record<PropertyKey, unknown>; element?: unknown }).shape;
      at = shape ? shape[key] : (at as { element?: unknown }).element;
    }
    // Optional and default schemas wrap the one that is meant.
    while ((at as { def?: { innerType?: unknown } })?.def?.innerType)
      at = (at as { def: { innerType: unknown } }).def.innerType;
  }
  return (at as { shape?: Record<string, z.ZodType> } | undefined)?.shape;
}
