import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';
import { wordsOf } from '../src/eval/word-score.js';
import type { Page } from '../src/types.js';
import { alignWords } from './align-words.js';
import { CORPUS, type CorpusSet } from './corpus.js';

/** One labelled page as HTML. */
export interface HtmlCorpusPage {
  id: string;
  set: CorpusSet;
  url: string;
  /** Registrable domain: what cross-validation leaves out as a whole. */
  site: string;
  html: string;
  title: string;
  gold: string[];
}

/** Reads all pages of a set as HTML, sorted by id, one at a time: together they are some 180 MB. */
export function* readHtmlCorpus(set: CorpusSet): Generator<HtmlCorpusPage> {
  const dir = join(CORPUS, 'pages', set);
  const ids = readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  for (const id of ids.sort()) {
    const { url, title, paragraphs } = JSON.parse(readFileSync(join(dir, `${id}.json`), 'utf8')) as {
      url: string;
      title?: string;
      paragraphs: string[];
    };
    const html = gunzipSync(readFileSync(join(dir, `${id}.html.gz`))).toString('utf8');
    yield {
      id,
      set,
      url,
      site: getDomain(url) ?? url,
      html,
      title: title ?? '',
      gold: paragraphs.map(unescapeLines),
    };
  }
}

/** Some gold texts have the two characters of an escaped line feed in them. */
function unescapeLines(paragraph: string): string {
  return paragraph.replaceAll('\\n', '\n');
}

/** The label of each paragraph: the share of its words that stand in the gold article, 0 to 1. */
export function htmlLabels(page: Page, gold: readonly string[]): Float32Array {
  const words: string[] = [];
  const first = page.children.map(({ start, end }) => {
    const from = words.length;
    words.push(...wordsOf(page.text.slice(start, end)));
    return from;
  });
  first.push(words.length);
  const matched = alignWords(words, wordsOf(gold.join('\n')));
  const labels = Float32Array.from(page.children, (_, p) => {
    const size = first[p + 1] - first[p];
    return size === 0 ? 0 : matched.subarray(first[p], first[p + 1]).reduce((sum, m) => sum + m, 0) / size;
  });
  // Marks without words belong to what is around them.
  for (let p = 1; p + 1 < labels.length; p++)
    if (first[p + 1] === first[p]) labels[p] = Math.min(labels[p - 1], labels[p + 1]);
  return labels;
}
