import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CORPUS } from '../corpus.js';
import { hashFiles } from '../hash-files.js';

/** Folders of pages, each in folders of their sets. */
const ROOTS = { pages: join(CORPUS, 'pages'), segments: join(CORPUS, 'segments') };
const CACHE = join(import.meta.dirname, '../../.cache/peers');

/** A tool that finds the article in HTML. */
interface Tool {
  name: string;
  script: string;
  /** What the script imports of its neighbours. */
  imports?: string[];
  /** Files that pin its versions: a copy of them is installed from, and another version is another folder. */
  pins: string[];
  /** Program and arguments of each step that installs it, in a folder with copies of the pins. */
  install: [string, string[]][];
  /** The program that runs the script. */
  program: string;
}

/** A Python package in an environment of its own. */
function pythonTool(name: string, pins: string): Tool {
  return {
    name,
    script: `run-${name}.py`,
    pins: [pins],
    install: [
      ['python3', ['-m', 'venv', 'venv']],
      ['venv/bin/python', ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', pins]],
    ],
    program: 'venv/bin/python',
  };
}

/** A package from npm; `folder` holds its pins. */
function nodeTool(name: string, folder: string): Tool {
  return {
    name,
    script: `run-${name}.mjs`,
    imports: ['block-lines.mjs'],
    pins: [`${folder}package.json`, `${folder}package-lock.json`],
    install: [['npm', ['ci', '--ignore-scripts']]],
    program: 'node',
  };
}

const TOOLS = {
  trafilatura: pythonTool('trafilatura', 'requirements.txt'),
  rsTrafilatura: pythonTool('rs-trafilatura', 'rs-trafilatura.txt'),
  resiliparse: pythonTool('resiliparse', 'resiliparse.txt'),
  readability: nodeTool('readability', ''),
  defuddle: nodeTool('defuddle', 'defuddle/'),
} satisfies Record<string, Tool>;

const here = (file: string) => join(import.meta.dirname, file);

/** The version of a package in a file of pins. */
function pinned(file: string, name: string): string {
  const escaped = name.replace('/', '\\/');
  return new RegExp(`${escaped}"?(?:==|: ")([\\d.]+)`).exec(readFileSync(here(file), 'utf8'))?.[1] ?? '?';
}

/** Installs a tool where it is missing; returns the folder it is installed in. */
function installed({ name, pins, install }: Tool): string {
  const dir = join(CACHE, `${name}-${hashFiles(pins.map(here))}`);
  if (existsSync(dir)) return dir;
  console.error(`installing ${name}`);
  const partial = `${dir}.partial`;
  mkdirSync(partial, { recursive: true });
  for (const pin of pins) copyFileSync(here(pin), join(partial, basename(pin)));
  for (const [program, args] of install)
    execFileSync(program, args, { cwd: partial, stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(partial, dir);
  return dir;
}

/** Runs a tool over all pages under a root; returns the file that holds its output, by the hash of all that it depends on. */
function outputFile(tool: Tool, root: string): string {
  const { name, script, imports = [], pins, program } = tool;
  const file = join(CACHE, `${name}-${hashFiles([...[...pins, script, ...imports].map(here), root])}.jsonl`);
  if (existsSync(file)) return file;
  const dir = installed(tool);
  console.error(`running ${name}`);
  const partial = `${file}.partial`;
  const out = openSync(partial, 'w');
  execFileSync(program, [here(script), root], { cwd: dir, stdio: ['ignore', out, 'inherit'] });
  closeSync(out);
  renameSync(partial, file);
  return file;
}

/** A way to get plain text out of a tool. */
export interface Peer {
  name: string;
  /** Options and form of the text. */
  how: string;
  tool: Tool;
  field: 'text' | 'lines';
}

const TRAFILATURA: Peer = {
  name: 'trafilatura',
  how: `trafilatura ${pinned('requirements.txt', 'trafilatura')}, \`extract(html, include_comments=False)\`, all else at its default`,
  tool: TOOLS.trafilatura,
  field: 'text',
};

/** Tools behind which dechaff runs. */
export const PEERS: readonly Peer[] = [
  TRAFILATURA,
  {
    name: 'Readability',
    how: `Readability.js ${pinned('package.json', '@mozilla/readability')} with jsdom ${pinned('package.json', 'jsdom')}, no options: the article's \`textContent\`, in which blocks often follow each other without white space`,
    tool: TOOLS.readability,
    field: 'text',
  },
  {
    name: 'Readability, a line a block',
    how: 'the same article, its `content` as lines: each block element begins and ends one',
    tool: TOOLS.readability,
    field: 'lines',
  },
];

/** Tools that read the same HTML as dechaff. */
export const HTML_PEERS: readonly Peer[] = [
  TRAFILATURA,
  {
    name: 'rs-trafilatura',
    how: `rs-trafilatura ${pinned('rs-trafilatura.txt', 'rs-trafilatura')}, \`extract(html).main_content\`, all at its default (no comments); a page on which it takes over 2 GB or 30 s counts as empty`,
    tool: TOOLS.rsTrafilatura,
    field: 'text',
  },
  PEERS[2],
  {
    name: 'defuddle',
    how: `defuddle ${pinned('defuddle/package.json', 'defuddle')} with linkedom ${pinned('defuddle/package.json', 'linkedom')}, \`Defuddle(document, url, { useAsync: false })\` (it asks no other service): its \`content\`, a line a block`,
    tool: TOOLS.defuddle,
    field: 'lines',
  },
  {
    name: 'Resiliparse',
    how: `Resiliparse ${pinned('resiliparse.txt', 'Resiliparse')}, \`extract_plain_text(html, main_content=True)\`, all else at its default`,
    tool: TOOLS.resiliparse,
    field: 'text',
  },
];

/** trafilatura alone: the segments come from its own evaluation. */
export const SEGMENTS_PEER = TRAFILATURA;

/** What a peer makes of every page, by `set/id`; empty where it finds no article. */
export function peerTexts({ tool, field }: Peer, root: keyof typeof ROOTS = 'pages'): Map<string, string> {
  const rows = readFileSync(outputFile(tool, ROOTS[root]), 'utf8').trim().split('\n');
  return new Map(
    rows.map((row) => {
      const page = JSON.parse(row) as { id: string; text: string; lines?: string };
      return [page.id, page[field] ?? ''];
    }),
  );
}
