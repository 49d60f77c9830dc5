import { resolve } from 'node:path';
import { Chalk } from 'chalk';
import { CHECK_REPORTERS } from '../../check/report/index.js';
import type { CheckReport, CheckReportContext } from '../../check/report/types.js';
import { suggestion, UsageError } from '../../problem.js';
import { checkWritable } from '../../write/file.js';
import { openFileStream } from '../../write/file-stream.js';
import { type ColourMode, useColour } from '../colour.js';
import { type Io, write } from '../io.js';

/** Where one report goes. */
export interface Output {
  form: string;
  /** Absolute; standard output where it is undefined. */
  path?: string;
}

/** Reads `form` and `form=path`. Throws `UsageError`, before any work is done. */
export function parseOutputs(reports: readonly string[], cwd: string): Output[] {
  const known = Object.keys(CHECK_REPORTERS);
  const outputs = reports.map((report): Output => {
    const [form, ...rest] = report.split('=');
    const path = rest.join('=');
    if (!known.includes(form))
      throw new UsageError(
        `--report: unknown form "${form}"${suggestion(form, known) || `; known: ${known.join(', ')}`}`,
      );
    if (rest.length === 0 || path === '-') return { form };
    if (path === '') throw new UsageError(`--report ${form}=: the path is missing`);
    return { form, path: resolve(cwd, path) };
  });
  const toStdout = outputs.filter(({ path }) => path === undefined);
  if (toStdout.length > 1)
    throw new UsageError(
      `--report: ${toStdout.map(({ form }) => form).join(' and ')} would both go to standard output; give one a path: ${toStdout[1].form}=FILE`,
    );
  for (const { path } of outputs) if (path !== undefined) checkWritable(path);
  const twice = outputs.find(
    ({ path }, i) => path !== undefined && outputs.findIndex((o) => o.path === path) < i,
  );
  if (twice) throw new UsageError(`--report: two reports would be written to ${twice.path}`);
  return outputs;
}

/** Characters of a report that go to standard output together. */
const CHUNK = 1 << 16;

async function print(pieces: Iterable<string>, { stdout }: Io): Promise<void> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    await write(stdout, chunk);
    chunk = '';
  }
  if (chunk !== '') await write(stdout, chunk);
}

async function store(pieces: Iterable<string>, path: string): Promise<void> {
  const file = openFileStream(path);
  try {
    for (const piece of pieces) await file.write(piece);
    await file.end();
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/** Writes every report. */
export async function writeOutputs(
  outputs: readonly Output[],
  report: CheckReport,
  context: Omit<CheckReportContext, 'chalk'>,
  color: ColourMode,
  io: Io,
): Promise<void> {
  for (const { form, path } of outputs) {
    const colour = path === undefined ? useColour(color, io, io.stdout) : color === 'always';
    const pieces = CHECK_REPORTERS[form](report, { ...context, chalk: new Chalk({ level: colour ? 1 : 0 }) });
    if (path === undefined) await print(pieces, io);
    else await store(pieces, path);
  }
}
