import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';
import { parseHtml } from '../src/parse/html/parse-html.js';
import { decodeBytes } from '../src/read/decode.js';
import { CORPUS, foldOf, readCorpus, SETS } from './corpus.js';
import { cleanWithFold } from './fold-models.js';
import { peerTexts, SEGMENTS_PEER } from './peers/outputs.js';
import { countSegments, emptyTally, type Segments, scoreSegments, type Tally } from './segment-score.js';

const DIR = join(CORPUS, 'segments');

/** A page's file and its strings. */
interface SegmentsPage extends Segments {
  file: string;
}

function row(name: string, tally: Tally): string {
  const { right, precision, recall, f1 } = scoreSegments(tally);
  const cells = [right, precision, recall, f1].map((n) => n.toFixed(3));
  return `| ${name} | ${cells.join(' | ')} | ${tally.missed} | ${tally.left} |`;
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
      const tally = tallies.get(name) ?? emptyTally();
      tallies.set(name, tally);
      countSegments(tally, text, page);
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
