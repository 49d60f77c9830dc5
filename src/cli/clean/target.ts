import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TextForm } from '../../compile/compile.js';
import { UsageError } from '../../problem.js';
import { bareName, isPageFormat, unpackedName } from '../../read/format.js';
import { holdsRecords, type Input } from '../../read/input.js';
import type { CleanFlags } from '../commands/clean.js';
import { partName, type Shard } from './shard.js';

/** Where the clean text goes. */
export type Target =
  | { kind: 'stdout' }
  | { kind: 'file' | 'parquet' | 'folder'; path: string }
  | { kind: 'nowhere' };

/** Forms of the clean output: that of pages, where Markdown stays what it is unless something else is asked for, and records always as records. */
export interface Forms {
  page: string;
  /** What was asked for of the clean text itself. */
  text?: TextForm;
  of(input: Input): string;
  /** Place of an input's output below the output folder. */
  nameOf(input: Input): string;
}

const ENDINGS: Record<string, string> = { text: '.txt', markdown: '.md', json: '.json', jsonl: '.jsonl' };
const RECORDS = /\.(jsonl|ndjson|parquet)(\.gz)?$/i;
const PARQUET = /\.parquet$/i;

/** Settles the forms of the output: what was asked for, else what the output's name says. Throws `UsageError`. */
export function formsOf(
  inputs: readonly Input[],
  { out = '', to: flag, shard }: CleanFlags,
  to: string,
  isDefault: boolean,
): Forms {
  const named = !out.endsWith('/') && RECORDS.test(out);
  const page = isDefault && named ? 'jsonl' : to;
  const records = inputs.find(holdsRecords);
  if (records && flag !== undefined && flag !== 'jsonl')
    throw new UsageError(
      `${records.name}: holds records, which go out as records; leave out --to ${flag}, or say --to jsonl`,
    );
  if (PARQUET.test(out) && page !== 'jsonl')
    throw new UsageError(`${out}: a Parquet file holds records; leave out --to ${page}, or say --to jsonl`);
  if (/\.zst$/i.test(out)) throw new UsageError(`${out}: zstd is read, not written; choose a name in .gz`);
  const stays = isDefault && page === 'text';
  const of = (input: Input) => {
    if (holdsRecords(input)) return 'jsonl';
    return stays && input.format === 'markdown' ? 'markdown' : page;
  };
  return {
    page,
    text: !stays && (page === 'text' || page === 'markdown') ? page : undefined,
    of,
    nameOf: (input) => outputName(input, of(input), shard),
  };
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

/** Settles where the clean text goes. Throws `UsageError` where several documents have no folder. */
export function targetOf(
  { out, check }: CleanFlags,
  forms: Forms,
  inputs: readonly Input[],
  manyGiven: boolean,
  cwd: string,
): Target {
  if (check) return { kind: 'nowhere' };
  const many = inputs.length > 1;
  const lines = inputs.every((input) => forms.of(input) === 'jsonl');
  if (out === undefined || out === '-') {
    if (many && !lines)
      throw new UsageError(
        `${inputs.length} documents need a folder to go to: give -o FOLDER, or --to jsonl for one line each`,
      );
    return { kind: 'stdout' };
  }
  const path = resolve(cwd, out);
  const folder = out.endsWith('/') || isFolder(path);
  if (lines && !folder) return { kind: PARQUET.test(out) ? 'parquet' : 'file', path };
  if (many || manyGiven || folder) {
    if (existsSync(path) && !isFolder(path))
      throw new UsageError(`${out}: is a file; several documents need a folder`);
    return { kind: 'folder', path };
  }
  return { kind: 'file', path };
}

/**
 * Where the report goes: a path, `-` for standard output, or undefined for none. Beside records there is one where it is asked
 * for: it would be larger than they are.
 */
export function reportPath(
  { report, check, shard }: CleanFlags,
  target: Target,
  inputs: readonly Input[],
  extension: string,
): string | undefined {
  if (typeof report === 'string') return report;
  if (report === false || check || inputs.every(holdsRecords)) return undefined;
  if (target.kind === 'folder')
    return join(target.path, `dechaff-report.${shard ? `${partName(shard)}.` : ''}${extension}`);
  return 'path' in target ? `${target.path}.${extension}` : undefined;
}

/** Place of an input's output below the output folder, and never outside of it. What a shard takes of an input of records names the shard. */
export function outputName(
  { below, format }: Pick<Input, 'below' | 'format'>,
  form: string,
  shard?: Shard,
): string {
  const inside = join('/', below).slice(1);
  if (form === 'text' && format === 'text') return unpackedName(inside);
  const bare = bareName(inside);
  const stem = form === 'json' || form === 'jsonl' ? bare.replace(/\.[^./]*$/, '') || bare : bare;
  return `${stem}${shard && !isPageFormat(format) ? `.${partName(shard)}` : ''}${ENDINGS[form]}`;
}

/** Refuses, before anything is written, to write over an input, two outputs to one place, or the report over an output. */
export function refuseOverwriting(
  target: Target,
  forms: Forms,
  report: string | undefined,
  inputs: readonly Input[],
): void {
  const outputs = outputPaths(target, forms, inputs);
  const byPath = new Map(inputs.map((input) => [input.path, input]));
  for (const output of [...outputs, ...(report ? [report] : [])]) {
    const input = byPath.get(output);
    if (input)
      throw new UsageError(`${input.name}: would be overwritten by the output; choose another place`);
  }
  if (report !== undefined && outputs.has(report))
    throw new UsageError(
      `${report}: the report and the clean text would both be written there; choose another place`,
    );
}

function outputPaths(target: Target, forms: Forms, inputs: readonly Input[]): Set<string> {
  if (!('path' in target)) return new Set();
  if (target.kind !== 'folder') return new Set([target.path]);
  const owners = new Map<string, Input>();
  for (const input of inputs) {
    const name = forms.nameOf(input);
    const path = join(target.path, name);
    const twin = owners.get(path);
    if (twin)
      throw new UsageError(
        `${twin.name} and ${input.name} would both be written to ${name}; clean them in separate runs`,
      );
    owners.set(path, input);
  }
  return new Set(owners.keys());
}
