// Writes what defuddle makes of the pages under a folder: one JSON line {id, lines} a page, id = set/page.
// Run in the folder into which it is installed. `lines` is its content with a line a block.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { blockLines } from './block-lines.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const { parseHTML } = require('linkedom');
const { Defuddle } = await import(
  pathToFileURL(join(process.cwd(), 'node_modules/defuddle/dist/node.js')).href
);
// What it logs would stand among the output.
for (const level of ['log', 'info', 'debug']) console[level] = () => {};

const root = process.argv[2];
for (const set of readdirSync(root).sort())
  for (const name of readdirSync(join(root, set)).sort()) {
    if (!name.endsWith('.html.gz')) continue;
    const path = join(root, set, name);
    const { url } = JSON.parse(readFileSync(path.replace('.html.gz', '.json'), 'utf8'));
    const { document } = parseHTML(gunzipSync(readFileSync(path)).toString('utf8'));
    // It would ask other services for some sites' pages.
    const { content } = await Defuddle(document, url, { useAsync: false });
    const article = parseHTML(`<html><body>${content}</body></html>`).document.body;
    const id = `${set}/${name.replace('.html.gz', '')}`;
    process.stdout.write(`${JSON.stringify({ id, lines: blockLines(article) })}\n`);
  }
