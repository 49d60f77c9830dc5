// Times Readability.js with jsdom: bytes in, text out. Run in the folder into which they are installed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { serve } from './timed.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const { Readability } = require('@mozilla/readability');
const { JSDOM, VirtualConsole } = require('jsdom');

await serve(async (bytes) => {
  const { window } = new JSDOM(bytes.toString('utf8'), { virtualConsole: new VirtualConsole() });
  const text = new Readability(window.document).parse()?.textContent;
  window.close();
  // What WeakRefs point at is only given back between turns of the event loop.
  await new Promise(setImmediate);
  return text;
});
