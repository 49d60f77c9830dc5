import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from '../corpus.js';
import { hashFiles } from '../hash-files.js';
import { CACHE, here, installed, pinned, TOOLS, type Tool } from './tools.js';

/** Folders of pages, each in folders of their sets. */
const ROOTS = { pages: join(CORPUS, 'pages'), segments: join(CORPUS, 'segments') };
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
  field: string;
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

const flattener = (name: string, field: string, how: string): Peer => ({
  name,
  how,
  tool: TOOLS.flatten,
  field,
});
const HTML2TEXT = `html2text ${pinned('flatten.txt', 'html2text')}, links, images and emphasis ignored`;
const LXML = `lxml ${pinned('flatten.txt', 'lxml')}, without scripts and styles`;

/** Tools that flatten pages in ways that training has no pages of, but for the last two, which are like its crude forms. */
export const FLATTENERS: readonly Peer[] = [
  flattener('html2text', 'html2text', `${HTML2TEXT}, not wrapped`),
  flattener('html2text, wrapped', 'wrapped', `${HTML2TEXT}, wrapped at column 78, as by default`),
  flattener(
    'text nodes',
    'textNodes',
    `selectolax ${pinned('flatten.txt', 'selectolax')}, \`text(separator="\\n", strip=True)\``,
  ),
  flattener('text content', 'textContent', `${LXML}: \`text_content()\`, the lines of the source`),
  flattener('one line', 'oneLine', `${LXML}: text nodes joined by blanks`),
];

/** trafilatura alone: the segments come from its own evaluation. */
export const SEGMENTS_PEER = TRAFILATURA;

/** What a peer makes of every page, by `set/id`; empty where it finds no article. */
export function peerTexts({ tool, field }: Peer, root: keyof typeof ROOTS = 'pages'): Map<string, string> {
  const rows = readFileSync(outputFile(tool, ROOTS[root]), 'utf8').trim().split('\n');
  return new Map(
    rows.map((row) => {
      const page = JSON.parse(row) as Record<string, string>;
      return [page.id, page[field] ?? ''];
    }),
  );
}
