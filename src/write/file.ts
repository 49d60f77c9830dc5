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
import { besidePath } from './beside.js';
import { cannotWrite } from './cannot-write.js';

/** Writes a file beside its place and moves it there: a reader never sees half of it. Throws `UsageError`. */
export function writeWhole(path: string, content: string): void {
  const beside = besidePath(path);
  try {
    writeInto(dirname(path), beside, content);
    renameSync(beside, path);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    throw cannotWrite(path, error);
  }
}

/** Writes a file; its folder is made where it is missing, which is seldom. */
function writeInto(folder: string, path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, content);
  }
}

/** Throws `UsageError` where a file could not be written, before any work is done. */
export function checkWritable(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory())
    throw new UsageError(`${path}: cannot be written (is a folder)`);
  checkFolder(dirname(path), path, existsSync(path) ? path : undefined);
}

/** Throws `UsageError` where no file could be written into a folder, which need not be there yet. */
export function checkWritableFolder(path: string): void {
  checkFolder(path, path);
}

function checkFolder(wanted: string, name: string, file?: string): void {
  let folder = wanted;
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(file ?? folder, constants.W_OK);
  } catch (error) {
    throw cannotWrite(name, error);
  }
}
