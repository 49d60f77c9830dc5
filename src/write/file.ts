import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../problem.js';
import { fileReason } from '../read/sources.js';

let counter = 0;

/** Writes a file beside its place and moves it there: a reader never sees half of it. Throws `UsageError`. */
export function writeWhole(path: string, content: string): void {
  const beside = `${path}.${process.pid}-${counter++}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new UsageError(`${path}: cannot be written (${fileReason(error)})`);
  }
}

/** Throws `UsageError` where a file could not be written, before any work is done. */
export function checkWritable(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory())
    throw new UsageError(`${path}: cannot be written (is a folder)`);
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(existsSync(path) ? path : folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`${path}: cannot be written (${fileReason(error)})`);
  }
}
