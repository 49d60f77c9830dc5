let buffer = Buffer.alloc(1 << 16);
let units = new Uint16Array(buffer.buffer, buffer.byteOffset, buffer.length >> 1);
let known: string | undefined;

/**
 * The UTF-16 code units of a text, which are there until the next call. Several stages read a page unit by unit, and
 * reading an array costs a third of asking a string.
 */
export function unitsOf(text: string): Uint16Array {
  if (text === known) return units;
  if (text.length > units.length) {
    buffer = Buffer.alloc(text.length * 3);
    units = new Uint16Array(buffer.buffer, buffer.byteOffset, buffer.length >> 1);
  }
  buffer.write(text, 0, 'utf16le');
  known = text;
  return units;
}
