import { AsyncIterReader, StatusAndHeadersParser } from 'warcio';

/** Fields of a header by their names in small letters. */
export type HeaderFields = ReadonlyMap<string, string>;

/**
 * Parses the header of a WARC record or an HTTP message: a line that says what it is, then fields. warcio wants carriage
 * returns and a blank line at the end; a header without them is taken too.
 */
export async function parseHeader(
  bytes: Buffer,
): Promise<{ status: string; code: number; fields: HeaderFields } | undefined> {
  const source = `${bytes.toString('utf8').trimEnd().replace(/\r?\n/g, '\r\n')}\r\n\r\n`;
  const reader = new AsyncIterReader([Buffer.from(source)], null);
  const parsed = await new StatusAndHeadersParser().parse(reader);
  if (!parsed) return undefined;
  const fields = new Map([...parsed.headers].map(([name, value]) => [name.toLowerCase(), value]));
  return { status: parsed.statusline, code: Number(parsed.statusCode), fields };
}
