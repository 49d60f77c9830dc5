import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from '../problem.js';
import type { Document } from '../types.js';
import { decodeText, NotTextError } from './decode.js';
import { fileReason, type Source } from './sources.js';

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return decodeText(bytes).text;
  } catch (error) {
    if (error instanceof NotTextError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

function toDocument(bytes: Uint8Array, name: string, path?: string): Document {
  const text = decoded(bytes, name);
  if (text.trim() === '') throw new UsageError(`${name}: empty, there is no text in it`);
  return { id: path ?? name, text, ...(path !== undefined && { path }) };
}

function readBytes({ path, name }: Source): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UsageError(`${name}: ${fileReason(error)}`);
  }
}

/** Reads a file's text as it is, which may be empty. Throws `UsageError` with one line that names it. */
export function readWholeText(source: Source): string {
  return decoded(readBytes(source), source.name);
}

/** Reads a file of plain text. Throws `UsageError` with one line that names it. */
export function readTextFile(source: Source): Document {
  return toDocument(readBytes(source), source.name, source.below);
}

/** Reads all of standard input. Throws `UsageError` with one line. */
export async function readStdin(stdin: Readable, filename?: string): Promise<Document> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return toDocument(Buffer.concat(chunks), filename ?? 'standard input', filename ?? 'stdin');
}
