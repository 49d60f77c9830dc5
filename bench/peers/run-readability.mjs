// Writes what Readability.js makes of the pages under a folder: one JSON line {id, text, lines} a page, id = set/page.
// Run in the folder into which the peers are installed. `text` is its textContent, `lines` its content with a line a block.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { blockLines } from './block-lines.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const { Readability } = require('@mozilla/readability');
const { JSDOM, VirtualConsole } = require('jsdom');

const root = process.argv[2];
for (const set of readdirSync(root).sort())
  for (const name of readdirSync(join(root, set)).sort()) {
    if (!name.endsWith('.html.gz')) continue;
    const html = gunzipSync(readFileSync(join(root, set, name))).toString('utf8');
    const { window } = new JSDOM(html, { virtualConsole: new VirtualConsole() });
    const article = new Readability(window.document, { serializer: (element) => element }).parse();
    const text = article?.textContent ?? '';
    const lines = article ? blockLines(article.content) : '';
    console.log(JSON.stringify({ id: `${set}/${name.replace('.html.gz', '')}`, text, lines }));
    window.close();
    // What WeakRefs point at is only given back between turns of the event loop: without one, all pages stay in memory.
    await new Promise(setImmediate);
  }
