import { decodeBytes, NotTextError } from './decode.js';
import { formatOfContent } from './format.js';
import { type HttpResponse, PayloadError, readHttp } from './http-payload.js';
import { type InputItem, type ReadOptions, tooLarge } from './record.js';
import { readWarcFrames, type WarcFrame } from './warc-frames.js';

/** Types of records that hold pages. */
const PAGES = new Set(['response', 'resource', 'conversion']);

/** Thrown where a record holds no page: it is passed over, and counted under this name. */
class NoPage extends Error {}

/** The pages of a WARC or WET file, unpacked: responses with status 200, resources and conversions that are HTML or plain text. */
export async function* readWarc(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<InputItem> {
  let line = 0;
  for await (const frame of readWarcFrames(bytes, options.maxRecordSize)) {
    line++;
    const id = frame.fields?.get('warc-record-id')?.replace(/^<|>$/g, '') ?? null;
    try {
      yield await pageOf(frame, id, line, options);
    } catch (error) {
      if (error instanceof NoPage) options.skipped?.(error.message);
      else if (error instanceof PayloadError || error instanceof NotTextError)
        yield { id, line, error: error.message };
      else throw error;
    }
  }
}

async function pageOf(
  { fields, block, size, wrong }: WarcFrame,
  id: string | null,
  line: number,
  { encoding, maxRecordSize }: ReadOptions,
): Promise<InputItem> {
  if (!fields) return { id, line, error: wrong ?? '' };
  const field = (name: string) => fields.get(name) ?? '';
  const type = field('warc-type').toLowerCase();
  if (!PAGES.has(type)) throw new NoPage(type || 'without type');
  if (wrong !== undefined) return { id, line, error: wrong };
  if (!block) return { id, line, error: tooLarge(maxRecordSize, size) };
  const http = await httpOf(block, type, field('content-type'));
  if (http && http.status !== 200) throw new NoPage(`${type} with status ${http.status}`);
  const mediaType = (http ? http.mediaType : field('content-type')).toLowerCase();
  const named = pageFormat(mediaType);
  if (mediaType !== '' && !named) throw new NoPage(`${type} of ${bare(mediaType)}`);
  const payload = http ? await http.payload(maxRecordSize) : block;
  const format = named ?? (formatOfContent(payload) === 'html' ? 'html' : undefined);
  if (!format) throw new NoPage(`${type} of unknown type`);
  const { text, ...decoding } = await decodeBytes(payload, {
    encoding,
    mediaType,
    markup: format === 'html',
  });
  const url = field('warc-target-uri').replace(/^<|>$/g, '');
  const date = field('warc-date');
  const known = { id: id ?? `record-${line}`, ...(url && { url }) };
  return {
    document: { ...known, text, format },
    line,
    decoding,
    fields: { ...known, ...(date && { date }) },
  };
}

async function httpOf(block: Buffer, type: string, contentType: string): Promise<HttpResponse | undefined> {
  if (type !== 'response' && !/^application\/http\b/i.test(contentType)) return undefined;
  const http = await readHttp(block);
  if (!http) throw new PayloadError('no HTTP response in it');
  return http;
}

const bare = (mediaType: string) => mediaType.split(';')[0].trim();

/** How a payload of this media type is read; undefined where it is no page. */
function pageFormat(mediaType: string): 'html' | 'text' | undefined {
  const type = bare(mediaType);
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  return type === 'text/plain' ? 'text' : undefined;
}
