// Times defuddle with linkedom: bytes in, its content out. Run in the folder into which they are installed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from './timed.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const { parseHTML } = require('linkedom');
const { Defuddle } = await import(
  pathToFileURL(join(process.cwd(), 'node_modules/defuddle/dist/node.js')).href
);
// What it logs would stand among the answers.
for (const level of ['log', 'info', 'debug', 'warn', 'error']) console[level] = () => {};

await serve(async (bytes) => {
  const { document } = parseHTML(bytes.toString('utf8'));
  // It would ask other services for some sites' pages.
  return (await Defuddle(document, 'https://news.example/', { useAsync: false })).content;
});
