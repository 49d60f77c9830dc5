import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';

/** One labelled page in one of its flattenings. */
export interface CorpusPage {
  id: string;
  set: CorpusSet;
  url: string;
  /** Registrable domain: what cross-validation leaves out as a whole. */
  site: string;
  text: string;
  /** One digit for each non-blank line: 1 stands in the gold article. */
  labels: string;
  title: string;
  gold: string[];
}

export const SETS = ['wcxb', 'fundus'] as const;
export type CorpusSet = (typeof SETS)[number];
export const STYLES = ['resiliparse', 'inscriptis', 'bs4'] as const;
export type CorpusStyle = (typeof STYLES)[number];

/** The shared corpus beside the checkout. */
export const CORPUS = join(import.meta.dirname, '../../shared/corpus');

/** Whether the shared corpus is there. In CI its absence is a failure, elsewhere a reason to skip. */
export function hasCorpus(): boolean {
  if (existsSync(CORPUS)) return true;
  if (process.env.CI === 'true') throw new Error('CI needs ../shared/corpus');
  return false;
}

interface Flattened {
  id: string;
  text: string;
  labels: string;
}

function readFlattened(set: CorpusSet, style: CorpusStyle): Flattened[] {
  const dir = join(CORPUS, 'text');
  if (style !== 'resiliparse') {
    const lines = gunzipSync(readFileSync(join(dir, `${set}.${style}.jsonl.gz`)))
      .toString()
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as Flattened);
  }
  const labels = JSON.parse(readFileSync(join(dir, `${set}.labels.json`), 'utf8')) as Record<string, string>;
  return Object.keys(labels).map((id) => ({
    id,
    text: readFileSync(join(dir, set, `${id}.txt`), 'utf8'),
    labels: labels[id],
  }));
}

/** Reads all pages of a set, sorted by id. */
export function readCorpus(set: CorpusSet, style: CorpusStyle = 'resiliparse'): CorpusPage[] {
  return readFlattened(set, style)
    .map(({ id, text, labels }) => {
      const meta = JSON.parse(readFileSync(join(CORPUS, 'pages', set, `${id}.json`), 'utf8')) as {
        url: string;
        title?: string;
        paragraphs: string[];
      };
      const site = getDomain(meta.url) ?? meta.url;
      return { id, set, url: meta.url, site, text, labels, title: meta.title ?? '', gold: meta.paragraphs };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const FOLDS = 5;

/** Fold of a site: the same for every page, set and flattening of it. */
export function foldOf(site: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < site.length; i++) hash = Math.imul(hash ^ site.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % FOLDS;
}

/** The label of each paragraph, by the words of the lines it was made of: share of them in the gold article, 0 to 1. */
export function paragraphLabels(
  text: string,
  labels: string,
  paragraphs: readonly { start: number; end: number }[],
): Float32Array {
  const out = new Float32Array(paragraphs.length);
  let p = 0;
  let line = 0;
  let at = 0;
  const weight = new Float32Array(paragraphs.length);
  for (const raw of text.split('\n')) {
    const from = at;
    at += raw.length + 1;
    if (raw.trim() === '') continue;
    const label = labels[line++] === '1' ? 1 : 0;
    const end = from + raw.length;
    while (p < paragraphs.length && paragraphs[p].end <= from) p++;
    for (let k = p; k < paragraphs.length && paragraphs[k].start < end; k++) {
      const overlap = Math.min(end, paragraphs[k].end) - Math.max(from, paragraphs[k].start);
      if (overlap <= 0) continue;
      weight[k] += overlap;
      out[k] += label * overlap;
    }
  }
  for (let k = 0; k < out.length; k++) out[k] = weight[k] > 0 ? out[k] / weight[k] : 0;
  return out;
}
