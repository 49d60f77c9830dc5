import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { UsageError } from '../problem.js';
import { NotTextError } from './decode.js';
import { formatOfContent, formatOfName, HEAD_SIZE, type InputFormat, isPageFormat } from './format.js';
import { PageError, readPage } from './page.js';
import { type InputItem, type InputRecord, MAX_RECORD_SIZE, type ReadOptions } from './record.js';
import { fileReason, type Source } from './sources.js';
import { withFile } from './spool.js';
import { PackingError, peek, unpack } from './unpack.js';

/** One file or stream to read, and what is in it. */
export interface Input {
  /** As messages name it. */
  name: string;
  /** Place below the input folder, with `/`: the id of a page, and what a mirrored output tree repeats. */
  below: string;
  /** Absolute path; undefined for standard input. */
  path?: string;
  format: InputFormat;
  /** Its bytes as they stand there, packed or not. To be read once. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** What the user says of the form of an input. */
export type FromFormat = InputFormat | 'auto';

/** Files under this size are read in one go, in bytes: a stream takes longer to open than they take to read. */
const AT_ONCE = 1 << 20;
const CHUNK = 1 << 18;

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  if (statSync(path).size < AT_ONCE) yield readFileSync(path);
  else yield* createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
}

/** A file as an input, its form by name and else by content. A file that cannot be opened says so when it is read. */
export async function fileInput({ path, name, below }: Source, from: FromFormat = 'auto'): Promise<Input> {
  const bytes = () => fileBytes(path);
  const format = from === 'auto' ? (formatOfName(path) ?? (await formatOfBytes(bytes()))) : from;
  return { path, name, below, format, bytes };
}

/** Standard input, which may have been given a name; its form by that name and else by content. */
export async function stdinInput(
  stdin: Readable,
  filename?: string,
  from: FromFormat = 'auto',
): Promise<Input> {
  const named = { name: filename ?? 'standard input', below: filename ?? 'stdin' };
  const format = from === 'auto' ? (filename === undefined ? undefined : formatOfName(filename)) : from;
  if (format) return { ...named, format, bytes: () => buffers(stdin) };
  const { head, rest } = await peek(buffers(stdin), HEAD_SIZE);
  return { ...named, format: await formatOfBytes([head]), bytes: () => rest };
}

async function* buffers(stdin: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) yield Buffer.from(chunk);
}

async function formatOfBytes(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<InputFormat> {
  const source = (async function* () {
    yield* bytes;
  })();
  const { head, rest } = await peek(unpack(source), HEAD_SIZE);
  await rest[Symbol.asyncIterator]().return?.();
  return formatOfContent(head);
}

/** What went wrong, where it is the input's fault; undefined for an error of ours. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof PageError || error instanceof PackingError || error instanceof NotTextError)
    return error.message;
  return error instanceof Error && 'syscall' in error ? fileReason(error) : undefined;
}

/**
 * The records of an input, one after the other; a page that is a file of its own is one. What cannot be read comes as a fault in
 * its place. Nothing is read ahead of what is asked for.
 */
export async function* readInput(input: Input, options: ReadOptions): AsyncGenerator<InputItem> {
  let line = 0;
  try {
    for await (const item of itemsOf(input, options)) {
      line = item.line;
      yield item;
    }
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    yield { id: isPageFormat(input.format) ? input.below : null, line: line + 1, error: reason };
  }
}

async function* itemsOf(input: Input, options: ReadOptions): AsyncGenerator<InputItem> {
  const { format } = input;
  if (isPageFormat(format)) {
    const record = await readPage(unpack(input.bytes()), nameOf(input, options), format, options);
    if (record.document.text.trim() === '') throw new PageError('empty, there is no text in it');
    yield record;
  } else if (format === 'jsonl') {
    const { readJsonl } = await import('./jsonl.js');
    yield* readJsonl(unpack(input.bytes()), options);
  } else if (format === 'parquet') {
    const { readParquet } = await import('./parquet.js');
    yield* withFile(input, (path) => readParquet(path, options));
  } else {
    const { readWarc } = await import('./warc.js');
    yield* readWarc(unpack(input.bytes()), options);
  }
}

const nameOf = ({ below }: Input, { url }: Pick<ReadOptions, 'url'>) => ({
  id: below,
  path: below,
  ...(url !== undefined && { url }),
});

/** Reads an input that is one page, which may be empty. Throws `UsageError` with one line that names it. */
export async function readOnePage(
  input: Input,
  options: Pick<ReadOptions, 'encoding' | 'maxRecordSize' | 'url'> = { maxRecordSize: MAX_RECORD_SIZE },
): Promise<InputRecord> {
  if (!isPageFormat(input.format))
    throw new UsageError(`${input.name}: holds records (${input.format}), a page is wanted here`);
  try {
    return await readPage(unpack(input.bytes()), nameOf(input, options), input.format, options);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new UsageError(`${input.name}: ${reason}`);
  }
}

/** Reads a file's text as it is, whatever its form, which may be empty. Throws `UsageError` with one line that names it. */
export async function readWholeText(source: Source): Promise<string> {
  const input = await fileInput(source, 'text');
  return (await readOnePage(input, { maxRecordSize: Number.POSITIVE_INFINITY })).document.text;
}

/** Whether an input holds many documents. */
export function holdsRecords({ format }: Input): boolean {
  return !isPageFormat(format);
}
