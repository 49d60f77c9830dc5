import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from '../problem.js';
import type { Document } from '../types.js';
import { decodeText, NotTextError } from './decode.js';
import { fileReason, type Source } from './sources.js';

function toDocument(bytes: Uint8Array, name: string, path?: string): Document {
  try {
    const { text } = decodeText(bytes);
    if (text.trim() === '') throw new UsageError(`${name}: empty, there is no text in it`);
    return { id: path ?? name, text, ...(path !== undefined && { path }) };
  } catch (error) {
    if (error instanceof NotTextError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

/** Reads a file of plain text. Throws `UsageError` with one line that names it. */
export function readTextFile({ path, name, below }: Source): Document {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`${name}: ${fileReason(error)}`);
  }
  return toDocument(bytes, name, below);
}

/** Reads all of standard input. Throws `UsageError` with one line. */
export async function readStdin(stdin: Readable, filename?: string): Promise<Document> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return toDocument(Buffer.concat(chunks), filename ?? 'standard input', filename ?? 'stdin');
}
