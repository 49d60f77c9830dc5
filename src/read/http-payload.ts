import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { AsyncIterReader } from 'warcio';
import { parseHeader } from './header-fields.js';
import { packingOf } from './unpack.js';

/** Why the payload of an HTTP response cannot be used. */
export class PayloadError extends Error {}

/** An HTTP response as it was sent. */
export interface HttpResponse {
  status: number;
  /** Empty where the response does not say. */
  mediaType: string;
  /** Transfer and content encodings are undone. Throws `PayloadError`. */
  payload(limit: number): Promise<Buffer>;
}

/** Where the body begins; the head ends in an empty line, whatever its line ends. */
function bodyStart(block: Buffer): number {
  const crlf = block.indexOf('\r\n\r\n');
  const lf = block.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return block.length;
  return lf < 0 || (crlf >= 0 && crlf < lf) ? crlf + 4 : lf + 2;
}

type Inflate = (data: Buffer, options: { maxOutputLength: number }) => Buffer;

async function unzstd(data: Buffer): Promise<Buffer> {
  const { decompress } = await import('fzstd');
  return Buffer.from(decompress(data));
}

/** Tries one way after the other. Archives that keep the header and store the body decoded are common: text is taken as it is. */
async function inflate(data: Buffer, coding: string, limit: number): Promise<Buffer> {
  const ways: Record<string, (Inflate | typeof unzstd)[]> = {
    gzip: [gunzipSync],
    'x-gzip': [gunzipSync],
    deflate: [inflateSync, inflateRawSync],
    br: [brotliDecompressSync],
    zstd: [unzstd],
  };
  const tried = ways[coding];
  if (!tried) throw new PayloadError(`unknown content encoding "${coding}"`);
  for (const way of tried) {
    try {
      return await way(data, { maxOutputLength: limit });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        throw new PayloadError(`unpacked it is larger than --max-record-size`);
    }
  }
  if (packingOf(data) === undefined && /^\s*[<\w]/.test(data.toString('latin1', 0, 64))) return data;
  throw new PayloadError(`the ${coding} data of the payload is damaged or cut off`);
}

/** Reads the head of an HTTP response that stands in a block; undefined where there is none. */
export async function readHttp(block: Buffer): Promise<HttpResponse | undefined> {
  const start = bodyStart(block);
  const head = await parseHeader(block.subarray(0, start));
  if (!head || !/^HTTP\//i.test(head.status)) return undefined;
  const header = (name: string) => head.fields.get(name)?.toLowerCase() ?? '';
  return {
    status: head.code,
    mediaType: header('content-type'),
    async payload(limit) {
      const chunked = /\bchunked\b/.test(header('transfer-encoding'));
      const body = block.subarray(start);
      let data = chunked ? Buffer.from(await new AsyncIterReader([body], null, true).readFully()) : body;
      const codings = `${header('content-encoding')},${header('transfer-encoding')}`
        .split(',')
        .map((coding) => coding.trim())
        .filter(
          (coding) => coding !== '' && coding !== 'identity' && coding !== 'chunked' && coding !== 'none',
        );
      for (const coding of codings.reverse()) data = await inflate(data, coding, limit);
      return data;
    },
  };
}
