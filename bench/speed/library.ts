import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { here, installed, pinned, TOOLS, type Tool } from '../peers/tools.js';
import { Asked, type Cost, medianCost, ROOT } from './children.js';
import { pageFiles } from './pages.js';

const ROUNDS = 3;

/** A tool and what a round took. */
export interface Speed extends Cost {
  name: string;
  /** Megabytes of input a second on the wall. */
  rate: number;
}

export interface LibrarySpeeds {
  pages: number;
  megabytes: number;
  /** Pages that some tool cannot do, left out for all. */
  left: number;
  rounds: number;
  speeds: Speed[];
}

const peer = (name: string, tool: Tool, ending: string) => ({
  name,
  program: tool.program,
  script: here(`time-${tool.name}.${ending}`),
  dir: installed(tool),
});

const htmlPeers = () => [
  peer(`trafilatura ${pinned('requirements.txt', 'trafilatura')}`, TOOLS.trafilatura, 'py'),
  peer(`rs-trafilatura ${pinned('rs-trafilatura.txt', 'rs-trafilatura')}`, TOOLS.rsTrafilatura, 'py'),
  peer(`Readability ${pinned('package.json', '@mozilla/readability')}`, TOOLS.readability, 'mjs'),
  peer(`defuddle ${pinned('defuddle/package.json', 'defuddle')}`, TOOLS.defuddle, 'mjs'),
  peer(`Resiliparse ${pinned('resiliparse.txt', 'Resiliparse')}`, TOOLS.resiliparse, 'py'),
];

/**
 * Times dechaff, and for HTML its peers, over the same pages: each a process with one thread of its own for the work, that holds
 * the pages as bytes, decodes them and finds the article, in turn, after a first round that is not counted.
 */
export async function librarySpeeds(form: 'html' | 'text'): Promise<LibrarySpeeds> {
  const files = pageFiles(form);
  const list = join(tmpdir(), `dechaff-pages-${process.pid}.json`);
  writeFileSync(list, JSON.stringify(files));
  const own = { name: 'dechaff', program: process.execPath, script: here('time-dechaff.mjs'), dir: ROOT };
  const tools = [own, ...(form === 'html' ? htmlPeers() : [])].map(({ name, program, script, dir }) => ({
    name,
    asked: new Asked(program, [script, list, form], dir),
    costs: [] as Cost[],
  }));
  const rust = tools.find(({ name }) => name.startsWith('rs-'));
  const { failed } = rust ? await rust.asked.ask<{ failed: string[] }>({ check: true }) : { failed: [] };
  for (const { asked } of tools) await asked.ask({ skip: failed });
  for (let round = 0; round <= ROUNDS; round++)
    for (const { asked, costs } of tools) {
      const cost = await asked.ask<Cost>({ round });
      // The first round compiles.
      if (round > 0) costs.push(cost);
    }
  for (const { asked } of tools) await asked.end();
  const timed = files.filter((path) => !failed.includes(path));
  const bytes = timed
    .map((path) => readFileSync(path))
    .map((b, i) => (timed[i].endsWith('.gz') ? gunzipSync(b) : b));
  const megabytes = bytes.reduce((sum, b) => sum + b.length, 0) / 1e6;
  const speeds = tools.map(({ name, costs }) => {
    const cost = medianCost(costs);
    return { name, ...cost, rate: megabytes / cost.wall };
  });
  return { pages: timed.length, megabytes, left: failed.length, rounds: ROUNDS, speeds };
}
