/** A line of a file. */
export interface ByteLine {
  /** From 1. */
  line: number;
  /** Without its line end; undefined where there is more of it than may be held. */
  bytes?: Buffer;
  /** Its length in bytes. */
  size: number;
}

const NEWLINE = 10;

/** Cuts bytes into lines. Of a line that is longer than the limit (bytes) only the length is kept. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<ByteLine> {
  let held: Uint8Array[] = [];
  let size = 0;
  let line = 0;
  const add = (part: Uint8Array) => {
    size += part.length;
    if (size <= limit) held.push(part);
    else held = [];
  };
  const cut = (): ByteLine => {
    const whole = size <= limit ? { bytes: held.length === 1 ? asBuffer(held[0]) : Buffer.concat(held) } : {};
    const found = { line: ++line, size, ...whole };
    held = [];
    size = 0;
    return found;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, end));
      yield cut();
      from = end + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (size > 0) yield cut();
}

function asBuffer(part: Uint8Array): Buffer {
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
}
