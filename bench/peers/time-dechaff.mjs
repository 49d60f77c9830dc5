// Times the built library: bytes in, text out. The second argument is the format of the pages.
import { clean, createModel } from '../../dist/index.js';
import { decodeBytes } from '../../dist/read/decode.js';
import { serve } from './timed.mjs';

const format = process.argv[3];
const model = createModel();

await serve(async (bytes) => {
  const { text } = await decodeBytes(bytes, { markup: format === 'html' });
  return (await clean(text, { model, format, language: false })).text;
});
