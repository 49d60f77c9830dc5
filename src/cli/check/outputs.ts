import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Chalk } from 'chalk';
import { CHECK_REPORTERS } from '../../check/report/index.js';
import type { CheckReport, CheckReportContext } from '../../check/report/types.js';
import { suggestion, UsageError } from '../../problem.js';
import { cannotWrite } from '../../write/cannot-write.js';
import { checkWritable } from '../../write/file.js';
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

/** Pieces of a report that are written together. */
const CHUNK = 1 << 16;

function* chunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Writes a file piece by piece, which comes to its name when it is whole. */
async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const stream = createWriteStream(beside);
    const failed = new Promise<never>((_, reject) => stream.on('error', reject));
    for (const chunk of chunks(pieces)) await Promise.race([write(stream, chunk), failed]);
    await Promise.race([new Promise((closed) => stream.end(() => closed(undefined))), failed]);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw cannotWrite(path, error);
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
    if (path !== undefined) await writePieces(path, pieces);
    else for (const chunk of chunks(pieces)) await write(io.stdout, chunk);
  }
}
