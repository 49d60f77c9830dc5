import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PackingError, unpack } from '../../src/read/unpack.js';
import { pieces } from './inputs.js';

const TEXT = `${'The harbour board met on Tuesday. '.repeat(3000)}The end.\n`;
const GZIP = gzipSync(TEXT);
// Made by `zstd -19` and `zstd --no-check`.
const ZSTD = Buffer.from(
  'KLUv/QRojQEAdAJUaGUgaGFyYm91ciBib2FyZCBtZXQgb24gVHVlc2RheS4gZW5kLgoBAHpyLLl6AvqUsSs=',
  'base64',
);
const SECOND_FRAME = Buffer.from('KLUv/QBYcQAAU2Vjb25kIGZyYW1lLgo=', 'base64');

/** What could be unpacked, and the error behind it. */
async function unpacked(packed: Uint8Array, size = 4096): Promise<{ text: string; error?: string }> {
  const chunks: Uint8Array[] = [];
  const text = () => Buffer.concat(chunks).toString();
  try {
    for await (const chunk of unpack(pieces(packed, size))) chunks.push(chunk);
  } catch (error) {
    expect(error).toBeInstanceOf(PackingError);
    return { text: text(), error: (error as Error).message };
  }
  return { text: text() };
}

describe('unpacking', () => {
  it('leaves what is not packed as it is', async () => {
    expect(await unpacked(Buffer.from(TEXT))).toEqual({ text: TEXT });
    expect(await unpacked(Buffer.alloc(0))).toEqual({ text: '' });
  });

  it.each([1, 7, 4096, 1 << 20])(
    'knows gzip and zstd by their first bytes, in pieces of %d',
    async (size) => {
      expect(await unpacked(GZIP, size)).toEqual({ text: TEXT });
      expect(await unpacked(ZSTD, size)).toEqual({ text: TEXT });
    },
  );

  it.each([1, 7, 1 << 20])('takes several members and frames, in pieces of %d', async (size) => {
    const members = Buffer.concat([GZIP, gzipSync('Second member.\n'), gzipSync('')]);
    expect(await unpacked(members, size)).toEqual({ text: `${TEXT}Second member.\n` });
    const frames = Buffer.concat([ZSTD, SECOND_FRAME]);
    expect(await unpacked(frames, size)).toEqual({ text: `${TEXT}Second frame.\n` });
  });

  it('hands on what came before the data is cut off', async () => {
    const members = Buffer.concat([GZIP, gzipSync(TEXT)]);
    const { text, error } = await unpacked(members.subarray(0, members.length - 12));
    expect(error).toBe('the gzip data is cut off');
    expect(text.startsWith(TEXT)).toBe(true);
    const frames = Buffer.concat([ZSTD, SECOND_FRAME]);
    expect(await unpacked(frames.subarray(0, frames.length - 5))).toEqual({
      text: TEXT,
      error: 'the zstd data is cut off',
    });
  });

  it('says that data is damaged', async () => {
    const damaged = Buffer.from(GZIP);
    damaged.fill(0xff, 40, 60);
    expect((await unpacked(damaged)).error).toBe('the gzip data is damaged');
    const broken = Buffer.from(ZSTD);
    broken.fill(0xff, 6, 20);
    expect((await unpacked(broken)).error).toMatch(/^the zstd data is/);
  });
});
