import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from '../corpus.js';
import { hashFiles } from '../hash-files.js';

const PAGES = join(CORPUS, 'pages');
const CACHE = join(import.meta.dirname, '../../.cache/peers');

/** A tool that finds the article in HTML. */
interface Tool {
  name: string;
  script: string;
  /** Files that pin its versions: a copy of them is installed from, and another version is another folder. */
  pins: string[];
  /** Program and arguments of each step that installs it, in a folder with copies of the pins. */
  install: [string, string[]][];
  /** The program that runs the script. */
  program: string;
}

const TOOLS = {
  trafilatura: {
    name: 'trafilatura',
    script: 'run-trafilatura.py',
    pins: ['requirements.txt'],
    install: [
      ['python3', ['-m', 'venv', 'venv']],
      ['venv/bin/python', ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', 'requirements.txt']],
    ],
    program: 'venv/bin/python',
  },
  readability: {
    name: 'readability',
    script: 'run-readability.mjs',
    pins: ['package.json', 'package-lock.json'],
    install: [['npm', ['ci', '--ignore-scripts']]],
    program: 'node',
  },
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
  for (const pin of pins) copyFileSync(here(pin), join(partial, pin));
  for (const [program, args] of install)
    execFileSync(program, args, { cwd: partial, stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(partial, dir);
  return dir;
}

/** Runs a tool over all pages; returns the file that holds its output, by the hash of all that it depends on. */
function outputFile(tool: Tool): string {
  const { name, script, pins, program } = tool;
  const file = join(CACHE, `${name}-${hashFiles([...pins.map(here), here(script), PAGES])}.jsonl`);
  if (existsSync(file)) return file;
  const dir = installed(tool);
  console.error(`running ${name}`);
  const partial = `${file}.partial`;
  const out = openSync(partial, 'w');
  execFileSync(program, [here(script), PAGES], { cwd: dir, stdio: ['ignore', out, 'inherit'] });
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

export const PEERS: readonly Peer[] = [
  {
    name: 'trafilatura',
    how: `trafilatura ${pinned('requirements.txt', 'trafilatura')}, \`extract(html, include_comments=False)\`, all else at its default`,
    tool: TOOLS.trafilatura,
    field: 'text',
  },
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

/** What a peer makes of every page, by `set/id`; empty where it finds no article. */
export function peerTexts({ tool, field }: Peer): Map<string, string> {
  const rows = readFileSync(outputFile(tool), 'utf8').trim().split('\n');
  return new Map(
    rows.map((row) => {
      const page = JSON.parse(row) as { id: string; text: string; lines?: string };
      return [page.id, page[field] ?? ''];
    }),
  );
}
