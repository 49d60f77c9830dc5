/** How far into a page its own word on its encoding is looked for, in bytes. */
const DECLARED_WITHIN = 8192;

const BYTE_ORDER_MARKS: readonly [encoding: string, ...bytes: number[]][] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  // Before UTF-16, whose mark is the beginning of its own.
  ['utf-32le', 0xff, 0xfe, 0, 0],
  ['utf-32be', 0, 0, 0xfe, 0xff],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

/** The encoding that a byte order mark names. */
export function charsetOfMark(bytes: Uint8Array): string | undefined {
  return BYTE_ORDER_MARKS.find(([, ...mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0];
}

/** The `charset` of a media type (`text/html; charset=utf-8`). */
export function charsetOfType(mediaType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?\s*([^\s"';]+)/i.exec(mediaType)?.[1];
}

/**
 * What a page says of its encoding, in an XML declaration or a `meta` element among its first bytes. A page that can be read
 * so far as to say UTF-16 is not in it: it counts as UTF-8 (HTML Standard, "prescan a byte stream").
 */
export function charsetOfMarkup(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, DECLARED_WITHIN))
    .toString('latin1')
    .replace(/<!--.*?(-->|$)/gs, '');
  const found =
    /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1] ??
    /<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  return found !== undefined && /^utf-?(16|32)/i.test(found) ? 'utf-8' : found;
}

/** UTF-16 without a mark: text in scripts of Europe has every other byte zero. */
export function charsetOfZeros(sample: Uint8Array): string | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 1]++;
  const pairs = sample.length / 2;
  if (zeros[1] > pairs * 0.4 && zeros[0] < pairs * 0.05) return 'utf-16le';
  if (zeros[0] > pairs * 0.4 && zeros[1] < pairs * 0.05) return 'utf-16be';
  return undefined;
}
