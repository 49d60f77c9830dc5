/** Why bytes are no text. */
export class NotTextError extends Error {}

/** This share of control characters in the first bytes is no text of any encoding. */
const MOST_CONTROLS = 0.1;
const SAMPLE = 8192;

/** Decodes UTF-8 (a byte order mark stays in the text as U+FEFF, so that offsets and diffs see all of it). Throws `NotTextError`. */
export function decodeText(bytes: Uint8Array): { text: string; replaced: number } {
  const sample = bytes.subarray(0, SAMPLE);
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) throw new NotTextError('binary data, not text (it has NUL bytes)');
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls++;
  }
  if (controls > sample.length * MOST_CONTROLS)
    throw new NotTextError('binary data, not text (it is full of control characters)');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { text, replaced: text.includes('\ufffd') ? (text.match(/\ufffd/g)?.length ?? 0) : 0 };
}
