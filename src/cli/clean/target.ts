import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../problem.js';
import type { Source } from '../../read/sources.js';
import type { CleanFlags } from '../commands/clean.js';

/** Where the clean text goes. */
export type Target =
  | { kind: 'stdout' }
  | { kind: 'file'; path: string }
  | { kind: 'folder'; path: string }
  | { kind: 'nowhere' };

const ENDINGS: Record<string, string> = { json: '.json', jsonl: '.jsonl' };

/** Settles where the clean text goes. Throws `UsageError` where several documents have no folder. */
export function targetOf(
  { out, check }: CleanFlags,
  to: string,
  sources: readonly Source[] | 'stdin',
  manyGiven: boolean,
  cwd: string,
): Target {
  if (check) return { kind: 'nowhere' };
  const many = sources !== 'stdin' && (manyGiven || sources.length > 1);
  if (out === undefined || out === '-') {
    if (many && sources.length > 1 && to !== 'jsonl')
      throw new UsageError(
        `${sources.length} documents need a folder to go to: give -o FOLDER, or --to jsonl for one line each`,
      );
    return { kind: 'stdout' };
  }
  const path = resolve(cwd, out);
  const isFolder = out.endsWith('/') || (existsSync(path) && statSync(path).isDirectory());
  if (to === 'jsonl' && !isFolder) return { kind: 'file', path };
  if (many || isFolder) {
    if (existsSync(path) && !statSync(path).isDirectory())
      throw new UsageError(`${out}: is a file; several documents need a folder`);
    return { kind: 'folder', path };
  }
  return { kind: 'file', path };
}

/** Where the report goes: a path, `-` for standard output, or undefined for none. */
export function reportPath(
  { report, check }: CleanFlags,
  target: Target,
  extension: string,
): string | undefined {
  if (report === false || (check && typeof report !== 'string')) return undefined;
  if (typeof report === 'string') return report;
  if (target.kind === 'file') return `${target.path}.${extension}`;
  if (target.kind === 'folder') return join(target.path, `dechaff-report.${extension}`);
  return undefined;
}

/** Place of a document's output below the output folder, and never outside of it. */
export function outputName(below: string, to: string): string {
  const inside = join('/', below).slice(1);
  return to === 'text' ? inside : inside.replace(/(\.[^./]*)?$/, ENDINGS[to]);
}

/** Refuses, before anything is written, to write over an input, two outputs to one place, or the report over an output. */
export function refuseOverwriting(
  target: Target,
  to: string,
  report: string | undefined,
  sources: readonly Source[],
): void {
  const inputs = new Map(sources.map((source) => [source.path, source]));
  const outputs = new Map<string, Source>();
  for (const source of sources) {
    const output =
      target.kind === 'file'
        ? target.path
        : target.kind === 'folder'
          ? join(target.path, outputName(source.below, to))
          : undefined;
    if (output === undefined) break;
    const twin = outputs.get(output);
    if (twin && target.kind === 'folder')
      throw new UsageError(
        `${twin.name} and ${source.name} would both be written to ${outputName(source.below, to)}; clean them in separate runs`,
      );
    outputs.set(output, source);
  }
  for (const output of [...outputs.keys(), ...(report ? [report] : [])]) {
    const input = inputs.get(output);
    if (input)
      throw new UsageError(`${input.name}: would be overwritten by the output; choose another place`);
  }
  if (report !== undefined && (outputs.has(report) || (target.kind === 'file' && target.path === report)))
    throw new UsageError(
      `${report}: the report and the clean text would both be written there; choose another place`,
    );
}
