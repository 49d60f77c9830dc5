import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';
import { parseHtml } from '../src/parse/html/parse-html.js';
import { decodeBytes } from '../src/read/decode.js';
import { CORPUS, foldOf, readCorpus, SETS } from './corpus.js';
import { cleanWithFold } from './fold-models.js';
import { peerTexts, SEGMENTS_PEER } from './peers/outputs.js';

const DIR = join(CORPUS, 'segments');

/** A page and strings that its clean text must have, and must not have. */
interface SegmentsPage {
  file: string;
  with: string[];
  without: string[];
}

/** How often strings were rightly there, wrongly there, and so on. */
interface Tally {
  found: number;
  missed: number;
  left: number;
  removed: number;
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

function count(tally: Tally, output: string, page: SegmentsPage): void {
  const text = flat(output);
  for (const wanted of page.with) tally[text.includes(flat(wanted)) ? 'found' : 'missed']++;
  for (const unwanted of page.without) tally[text.includes(flat(unwanted)) ? 'left' : 'removed']++;
}

function row(name: string, { found, missed, left, removed }: Tally): string {
  const precision = found / (found + left);
  const recall = found / (found + missed);
  const right = (found + removed) / (found + missed + left + removed);
  const f1 = (2 * precision * recall) / (precision + recall);
  const cells = [right, precision, recall, f1].map((n) => n.toFixed(3));
  return `| ${name} | ${cells.join(' | ')} | ${missed} | ${left} |`;
}

/** Texts of one page, by who made them; dechaff's with the model of the fold that its site is in, which never saw the site. */
async function textsOf({ file }: SegmentsPage, site: string): Promise<Record<string, string>> {
  const bytes = gunzipSync(readFileSync(join(DIR, 'pages', file)));
  const { text } = await decodeBytes(bytes, { markup: true });
  const run = async (keep: 'gold' | 'default') =>
    (await cleanWithFold(text, foldOf(site), keep, { format: 'html' })).text;
  return {
    'keep every paragraph': parseHtml(text).text,
    dechaff: await run('gold'),
    'dechaff, headline kept (the default)': await run('default'),
  };
}

/** Strings that must and must not be in the clean text of pages from trafilatura's evaluation, scored as that does it. */
export async function segmentsReport(): Promise<string[]> {
  const pages = JSON.parse(readFileSync(join(DIR, 'segments.json'), 'utf8')) as Record<string, SegmentsPage>;
  const peer = peerTexts(SEGMENTS_PEER, 'segments');
  const trained = new Set(SETS.flatMap((set) => readCorpus(set).map(({ site }) => site)));
  const tallies = new Map<string, Tally>();
  let known = 0;
  for (const [url, page] of Object.entries(pages)) {
    const site = getDomain(url) ?? url;
    if (trained.has(site)) known++;
    const texts = await textsOf(page, site);
    texts[SEGMENTS_PEER.name] = peer.get(`pages/${page.file.replace('.html.gz', '')}`) ?? '';
    for (const [name, text] of Object.entries(texts)) {
      const tally = tallies.get(name) ?? { found: 0, missed: 0, left: 0, removed: 0 };
      tallies.set(name, tally);
      count(tally, text, page);
    }
  }
  return [
    `\n**segments** (${Object.keys(pages).length} pages)\n`,
    '| | strings right | precision | recall | F1 | missed | wrongly there |',
    '|---|---|---|---|---|---|---|',
    ...[...tallies].map(([name, tally]) => row(name, tally)),
    `\nEach page is cleaned with the model of its site's fold, which never saw a page of that site (${known} pages are of sites that are in training). White space counts as one blank on both sides.`,
  ];
}
