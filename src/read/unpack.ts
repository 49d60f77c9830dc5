import { createGunzip } from 'node:zlib';

/** How a file is packed. */
export type Packing = 'gzip' | 'zstd';

/** Bytes that are unpacked at a time: what comes of them is held until it is read. */
const STEP = 1 << 14;

/** Why packed data ends before its end. What came before has been read. */
export class PackingError extends Error {}

/** The packing that the first bytes of a file tell. */
export function packingOf(head: Uint8Array): Packing | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return undefined;
}

function* steps(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += STEP) yield chunk.subarray(at, at + STEP);
}

/** One member or many, one after the other. What could be unpacked is handed on before an error is thrown. */
async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  const ready: Uint8Array[] = [];
  stream.on('data', (chunk) => ready.push(chunk));
  const done = new Promise<void>((resolve, reject) => stream.on('end', resolve).on('error', reject));
  done.catch(() => {});
  const take = (chunk: Uint8Array) =>
    Promise.race([new Promise<void>((resolve) => stream.write(chunk, () => resolve())), done]);
  try {
    for await (const chunk of packed)
      for (const step of steps(chunk)) {
        await take(step);
        yield* ready.splice(0);
      }
    stream.end();
    await done;
    yield* ready.splice(0);
  } catch (error) {
    yield* ready.splice(0);
    throw isZlibError(error) ? new PackingError(gzipReason(error)) : error;
  } finally {
    stream.destroy();
  }
}

const isZlibError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && /^Z_/.test((error as NodeJS.ErrnoException).code ?? '');

const gzipReason = ({ code }: NodeJS.ErrnoException) =>
  code === 'Z_BUF_ERROR' ? 'the gzip data is cut off' : 'the gzip data is damaged';

async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  const ready: Uint8Array[] = [];
  const stream = new Decompress((chunk) => ready.push(chunk));
  const push = (chunk: Uint8Array, last: boolean) => {
    try {
      stream.push(chunk, last);
    } catch (error) {
      const cut = last || /unexpected EOF/i.test((error as Error).message);
      return new PackingError(`the zstd data is ${cut ? 'cut off' : 'damaged'}`);
    }
    return undefined;
  };
  for await (const chunk of packed)
    for (const step of steps(chunk)) {
      const error = push(step, false);
      yield* ready.splice(0);
      if (error) throw error;
    }
  const error = push(new Uint8Array(0), true);
  yield* ready.splice(0);
  if (error) throw error;
}

/** The bytes inside of packed ones; others as they are. Throws `PackingError` behind the last bytes that could be unpacked. */
export async function* unpack(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, rest } = await peek(bytes, 4);
  const packing = packingOf(head);
  yield* packing === 'gzip' ? gunzip(rest) : packing === 'zstd' ? unzstd(rest) : rest;
}

/** The first bytes (fewer where there are no more), and a stream that still has them. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ head: Uint8Array; rest: AsyncIterable<Uint8Array> }> {
  const reader = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let failed: { error: unknown } | undefined;
  try {
    for (let got = 0; got < size; ) {
      const { value, done } = await reader.next();
      if (done) break;
      chunks.push(value);
      got += value.length;
    }
  } catch (error) {
    failed = { error };
  }
  const rest: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => rest,
    async next() {
      const value = chunks.shift();
      if (value) return { value, done: false };
      if (failed) throw failed.error;
      return reader.next();
    },
    // Not a generator, which would close nothing before it has begun.
    async return() {
      await reader.return?.();
      return { value: undefined, done: true };
    },
  };
  return { head: Buffer.concat(chunks), rest };
}
