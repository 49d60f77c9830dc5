import { isUtf8 } from 'node:buffer';
import { charsetOfMark, charsetOfMarkup, charsetOfType, charsetOfZeros } from './charset.js';

/** Why bytes are no text. */
export class NotTextError extends Error {}

/** This share of control characters in the first bytes is no text of any encoding. */
const MOST_CONTROLS = 0.1;
const SAMPLE = 8192;
/** So much is looked at to guess an encoding that nothing names. */
const GUESSED_FROM = 1 << 16;
/** Text counts as damaged UTF-8 where it has so many more sequences that are right than wrong ones: no other encoding looks so by chance. */
const RIGHT_TO_WRONG = 4;

/** What is known of bytes beside themselves. */
export interface DecodeOptions {
  /** What the user says of the encoding: it overrides all else. */
  encoding?: string;
  /** The media type they were sent with. */
  mediaType?: string;
  /** Whether they are markup, which may name its encoding itself. */
  markup?: boolean;
}

/** A decoded text. In plain text a byte order mark stays as U+FEFF, so that offsets and diffs see all of it. */
export interface Decoded {
  text: string;
  /** Name of the encoding, in small letters. */
  encoding: string;
  /** Sequences that could not be decoded, each replaced by U+FFFD. */
  replaced: number;
}

/**
 * The name under which an encoding can be decoded: names that the web uses, as browsers understand them (`latin1` is
 * `windows-1252`), then those of iconv-lite. Undefined where nobody knows it.
 */
export async function knownEncoding(label: string): Promise<string | undefined> {
  const name = label.trim().toLowerCase();
  try {
    return new TextDecoder(name).encoding;
  } catch {
    const { default: iconv } = await import('iconv-lite');
    return iconv.encodingExists(name) ? name : undefined;
  }
}

async function firstKnown(...labels: (string | undefined)[]): Promise<string | undefined> {
  for (const label of labels) {
    const known = label === undefined ? undefined : await knownEncoding(label);
    if (known !== undefined && known !== 'replacement')
      return known === 'x-user-defined' ? 'windows-1252' : known;
  }
  return undefined;
}

function refuseBinary(sample: Uint8Array, markup: boolean): void {
  let controls = 0;
  for (const byte of sample) {
    // Browsers read over a NUL; in plain text it says that it is none.
    if (byte === 0 && !markup) throw new NotTextError('binary data, not text (it has NUL bytes)');
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls++;
  }
  if (controls > sample.length * MOST_CONTROLS)
    throw new NotTextError('binary data, not text (it is full of control characters)');
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function decodeUtf8(bytes: Buffer): Decoded {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return { text, encoding: 'utf-8', replaced: 0 };
  let there = 0;
  for (let at = bytes.indexOf('\ufffd'); at >= 0; at = bytes.indexOf('\ufffd', at + 3)) there++;
  return { text, encoding: 'utf-8', replaced: count(text, /\ufffd/g) - there };
}

async function decodeAs(bytes: Buffer, encoding: string): Promise<Decoded> {
  if (encoding === 'utf-8') return decodeUtf8(bytes);
  const { default: iconv } = await import('iconv-lite');
  // iconv-lite first: TextDecoder takes windows-1252 for ISO-8859-1 in some versions of Node.
  const text = iconv.encodingExists(encoding)
    ? iconv.decode(bytes, encoding, { stripBOM: false })
    : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return { text, encoding, replaced: count(text, /\ufffd/g) };
}

/** The likeliest encoding of bytes that are no UTF-8 and say nothing of it. */
async function guess(bytes: Buffer, markup: boolean): Promise<Decoded> {
  const utf8 = decodeUtf8(bytes);
  const right = count(utf8.text, /[\u0080-\ufffc]/g);
  if (right > utf8.replaced * RIGHT_TO_WRONG) return utf8;
  const { analyse } = await import('chardet');
  const sample = bytes.subarray(0, GUESSED_FROM);
  // Tags are Latin letters, whatever the language.
  const words = markup ? Buffer.from(sample.toString('latin1').replace(/<[^>]*>/g, ' '), 'latin1') : sample;
  const names = analyse(words).map(({ name }) => name);
  return decodeAs(bytes, (await firstKnown(...names.filter((name) => name !== 'UTF-8'))) ?? 'windows-1252');
}

/**
 * Decodes bytes: as the user says, else by byte order mark, media type, what markup says of itself, as UTF-8 where they are
 * that, else by a guess. What cannot be decoded is replaced and counted. Throws `NotTextError`.
 */
export async function decodeBytes(data: Uint8Array, options: DecodeOptions = {}): Promise<Decoded> {
  const { encoding, mediaType, markup = false } = options;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const sample = bytes.subarray(0, SAMPLE);
  const named = await firstKnown(
    encoding,
    charsetOfMark(bytes),
    mediaType === undefined ? undefined : charsetOfType(mediaType),
    markup ? charsetOfMarkup(bytes) : undefined,
    charsetOfZeros(sample),
  );
  if (named === undefined || !/^(utf-(16|32)|ucs)/.test(named)) refuseBinary(sample, markup);
  const decoded = await (named !== undefined
    ? decodeAs(bytes, named)
    : isUtf8(bytes)
      ? decodeUtf8(bytes)
      : guess(bytes, markup));
  return markup ? { ...decoded, text: decoded.text.replace(/^\ufeff/, '') } : decoded;
}
