import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CORPUS, readCorpus, SETS } from '../corpus.js';
import { readHtmlCorpus } from '../html-corpus.js';

/** Where inputs are made, beside the peers: they are corpus text, and are made again where they are missing. */
const MADE = join(import.meta.dirname, '../../.cache/speed');

/** Every so many pages are timed beside the peers: the slowest of them reads a megabyte a second. */
const EVERY = 20;

/** Files of corpus pages: HTML, or their plain text. */
export function pageFiles(form: 'html' | 'text'): string[] {
  const files = SETS.flatMap((set) => {
    const dir = join(CORPUS, form === 'html' ? 'pages' : 'text', set);
    return readdirSync(dir)
      .filter((name) => name.endsWith(form === 'html' ? '.html.gz' : '.txt'))
      .sort()
      .map((name) => join(dir, name));
  });
  return form === 'html' ? files.filter((_, i) => i % EVERY === 0) : files.filter((_, i) => i % 3 === 0);
}

/** A file that is made once, under a name that tells what is in it. */
export function made(name: string, make: (path: string) => void): string {
  const path = join(MADE, name);
  if (existsSync(path)) return path;
  mkdirSync(MADE, { recursive: true });
  make(`${path}.partial`);
  renameSync(`${path}.partial`, path);
  return path;
}

/** A JSON Lines file of corpus pages, one round of them after the other, of so many megabytes. */
export function jsonlOf(form: 'html' | 'text', megabytes: number): string {
  return made(`${form}-${megabytes}MB.jsonl`, (path) => {
    const file = openSync(path, 'w');
    let size = 0;
    let number = 0;
    const add = (page: object) => {
      size += writeSync(file, `${JSON.stringify({ id: `${number++}`, ...page })}\n`);
      return size < megabytes * 1e6;
    };
    while (everyPage(form, add));
    closeSync(file);
  });
}

function everyPage(form: 'html' | 'text', add: (page: object) => boolean): boolean {
  for (const set of SETS) {
    if (form === 'html') {
      for (const { url, html } of readHtmlCorpus(set)) if (!add({ url, html })) return false;
    } else for (const { url, text } of readCorpus(set)) if (!add({ url, text })) return false;
  }
  return true;
}

/** Megabytes of files. */
export const sizeOf = (paths: readonly string[]) =>
  paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
