import { isUtf8 } from 'node:buffer';
import { charsetOfMark } from './charset.js';
import { knownEncoding } from './decode.js';
import { readLines } from './lines.js';
import { type InputItem, type ReadOptions, tooLarge } from './record.js';
import { peek } from './unpack.js';

type Fields = Record<string, unknown>;

/** The records of a JSON Lines file: one object a line. Blank lines count as lines and are no records. */
export async function* readJsonl(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<InputItem> {
  const source = await asUtf8(bytes, options.encoding);
  for await (const { line, bytes: json, size } of readLines(source, options.maxRecordSize)) {
    if (!json) {
      yield { id: null, line, error: tooLarge(options.maxRecordSize, size) };
      continue;
    }
    const text = json.toString('utf8').replace(/^\ufeff/, '');
    if (text.trim() === '') continue;
    // Only lines with damage are decoded twice, to count it.
    const replaced = isUtf8(json) ? 0 : (text.match(/\ufffd/g)?.length ?? 0);
    yield toItem(text, line, options, replaced);
  }
}

/** The same text in UTF-8, where it is known to be in another encoding. */
async function asUtf8(
  bytes: AsyncIterable<Uint8Array>,
  wanted: string | undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const { head, rest } = await peek(bytes, 4);
  const encoding = wanted === undefined ? charsetOfMark(head) : await knownEncoding(wanted);
  if (encoding === undefined || encoding === 'utf-8') return rest;
  const { default: iconv } = await import('iconv-lite');
  const decoder = iconv.encodingExists(encoding)
    ? iconv.getDecoder(encoding)
    : streamDecoder(new TextDecoder(encoding));
  return (async function* () {
    for await (const chunk of rest) yield Buffer.from(decoder.write(Buffer.from(chunk)));
    yield Buffer.from(decoder.end() ?? '');
  })();
}

function streamDecoder(decoder: InstanceType<typeof TextDecoder>) {
  return {
    write: (chunk: Uint8Array) => decoder.decode(chunk, { stream: true }),
    end: () => decoder.decode(),
  };
}

function toItem(json: string, line: number, options: ReadOptions, replaced: number): InputItem {
  let fields: unknown;
  try {
    fields = JSON.parse(json);
  } catch (error) {
    return { id: null, line, error: `not valid JSON: ${(error as Error).message}` };
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    return { id: null, line, error: 'not a JSON object' };
  const item = itemOfFields(fields as Fields, line, options);
  if (!('error' in item)) item.decoding = { encoding: 'utf-8', replaced };
  return item;
}

/** The page of a record: its HTML where it has some, else its text. */
export function itemOfFields(fields: Fields, line: number, { textField, htmlField }: ReadOptions): InputItem {
  const { id: given, url } = fields;
  const id =
    typeof given === 'string' || typeof given === 'number' || typeof given === 'bigint' ? `${given}` : null;
  const format = has(fields, htmlField) ? 'html' : 'text';
  const field = format === 'html' ? htmlField : textField;
  const text = fields[field];
  if (!has(fields, field))
    return {
      id,
      line,
      error: `has neither "${textField}" nor "${htmlField}" (--text-field and --html-field name others)`,
    };
  if (typeof text !== 'string') return { id, line, error: `"${field}" is no text` };
  return {
    document: { id: id ?? `record-${line}`, text, format, ...(typeof url === 'string' && { url }) },
    line,
    fields,
  };
}

const has = (fields: Fields, name: string) => Object.hasOwn(fields, name) && fields[name] != null;
