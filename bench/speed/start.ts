import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installed, TOOLS } from '../peers/tools.js';
import { BIN, type Cost, measure, medianCost, ROOT } from './children.js';
import { made, pageFiles } from './pages.js';

const STARTS = 9;

/** What commands cost from start to end, a page on standard input. */
export interface Starts {
  node: Cost;
  text: Cost;
  html: Cost;
  trafilatura: Cost;
}

/** Times commands in turn. */
export function startTimes(): Starts {
  const html = made('page.html', (path) => writeFileSync(path, middlePage()));
  const bin = join(installed(TOOLS.trafilatura), 'venv/bin');
  // By the interpreter: the folder was renamed after the script was written.
  const trafilatura = [join(bin, 'python'), join(bin, 'trafilatura'), '--no-comments'];
  const costs = { node: [] as Cost[], text: [] as Cost[], html: [] as Cost[], trafilatura: [] as Cost[] };
  for (let start = 0; start <= STARTS; start++) {
    const now = {
      node: measure([process.execPath, '-e', '0']),
      text: measure([process.execPath, BIN], join(ROOT, 'samples/ferry.txt')),
      html: measure([process.execPath, BIN], html),
      trafilatura: measure(trafilatura, html),
    };
    // The first start reads files from the disk.
    if (start > 0) for (const name of Object.keys(now) as (keyof Starts)[]) costs[name].push(now[name]);
  }
  const { node, text, html: page, trafilatura: peer } = costs;
  return {
    node: medianCost(node),
    text: medianCost(text),
    html: medianCost(page),
    trafilatura: medianCost(peer),
  };
}

/** The page of middling size among those that are timed. */
function middlePage(): Buffer {
  const pages = pageFiles('html').map((path) => gunzipSync(readFileSync(path)));
  return pages.sort((a, b) => a.length - b.length)[pages.length >> 1];
}
