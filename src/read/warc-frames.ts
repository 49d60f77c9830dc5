import { AsyncIterReader } from 'warcio';
import { type HeaderFields, parseHeader } from './header-fields.js';

/** A record's header, in bytes: what is longer is none. */
const MOST_HEADER = 1 << 16;
const VERSION = /^WARC\/\d+\.\d+\s*$/;
const NEXT_RECORD = Buffer.from('\r\n\r\nWARC/1.');
const CUT_OFF = 'the file ends within it';

/** A record of a WARC file, as it stands there. */
export interface WarcFrame {
  /** Undefined for bytes that belong to no record. */
  fields?: HeaderFields;
  /** Undefined where it is larger than may be held. */
  block?: Buffer;
  /** What the record says of its size, in bytes. */
  size: number;
  /** Why the block is not what the record holds. */
  wrong?: string;
}

/**
 * Cuts a WARC file (ISO 28500), unpacked, into records. warcio reads lines and headers; where a record ends is checked against
 * where the next one begins, so that a wrong `Content-Length` loses no other record. Blocks over the limit (bytes) are passed over.
 */
export async function* readWarcFrames(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<WarcFrame> {
  const reader = new AsyncIterReader(bytes, null);
  let line = await nextLine(reader);
  while (line) {
    if (!isVersion(line)) {
      const stray = await skipToVersion(reader, line);
      yield { size: stray.size, wrong: `${stray.size} bytes that belong to no WARC record` };
      line = stray.next;
      continue;
    }
    const fields = await readHeader(reader);
    if (!fields) return;
    const size = Number(fields.get('content-length') || Number.NaN);
    if (!Number.isSafeInteger(size) || size < 0) {
      yield { fields, size: 0, wrong: 'it has no Content-Length' };
      line = await nextLine(reader);
    } else if (size > limit) {
      const whole = (await skip(reader, size)) === size;
      yield { fields, size, ...(!whole && { wrong: CUT_OFF }) };
      line = await nextLine(reader);
    } else {
      const block = Buffer.from(await reader.readSize(size));
      const behind: Uint8Array[] = [];
      line = await nextLine(reader, behind);
      if (block.length === size && (!line || isVersion(line))) yield { fields, size, block };
      else {
        if (line) behind.push(line);
        const mended = await mend(reader, block, size, behind);
        yield { fields, size, block, wrong: mended.wrong };
        line = mended.next;
      }
    }
  }
}

/** Finds the next record where a block does not end where its record says. */
async function mend(
  reader: AsyncIterReader,
  block: Buffer,
  size: number,
  behind: readonly Uint8Array[],
): Promise<{ wrong: string; next: Uint8Array | null }> {
  const within = block.indexOf(NEXT_RECORD);
  if (within >= 0) {
    await pushBack(reader, Buffer.concat([block.subarray(within), ...behind]));
    return {
      wrong: 'wrong Content-Length: the next record begins within it',
      next: await nextLine(reader),
    };
  }
  const line = behind.at(-1);
  if (block.length < size || !line) return { wrong: CUT_OFF, next: null };
  const { size: more, next } = await skipToVersion(reader, line);
  return { wrong: `wrong Content-Length: it goes on for ${more} bytes`, next };
}

const latin1 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

const isVersion = (line: Uint8Array) => line.length < 16 && VERSION.test(latin1(line));

/** The next line that is not blank, or the first bytes of it. Blank ones go into a list, where they may be wanted again. */
async function nextLine(reader: AsyncIterReader, blank: Uint8Array[] = []): Promise<Uint8Array | null> {
  for (;;) {
    const line = await reader.readlineRaw(MOST_HEADER);
    if (!line || line.length > 2 || latin1(line).trim() !== '') return line;
    blank.push(line);
  }
}

async function skipToVersion(
  reader: AsyncIterReader,
  line: Uint8Array,
): Promise<{ size: number; next: Uint8Array | null }> {
  let size = 0;
  let next: Uint8Array | null = line;
  while (next && !isVersion(next)) {
    size += next.length;
    next = await nextLine(reader);
  }
  return { size, next };
}

/** warcio's reader takes back one chunk: what it still holds goes behind these bytes. */
async function pushBack(reader: AsyncIterReader, bytes: Uint8Array): Promise<void> {
  let held: Uint8Array | undefined;
  for await (const chunk of reader) {
    held = chunk;
    break;
  }
  reader.unread(held ? Buffer.concat([bytes, held]) : bytes);
}

/** The header's fields, up to a blank line. */
async function readHeader(reader: AsyncIterReader): Promise<HeaderFields | undefined> {
  const lines: Uint8Array[] = [];
  for (let size = 0; size < MOST_HEADER; ) {
    const bytes = await reader.readlineRaw(MOST_HEADER);
    if (!bytes || latin1(bytes).trim() === '') break;
    lines.push(bytes);
    size += bytes.length;
  }
  return (await parseHeader(Buffer.concat([Buffer.from('WARC/1.1\r\n'), ...lines])))?.fields;
}

async function skip(reader: AsyncIterReader, size: number): Promise<number> {
  let passed = 0;
  while (passed < size) {
    const step = await reader.skipSize(size - passed);
    if (step === 0) break;
    passed += step;
  }
  return passed;
}
