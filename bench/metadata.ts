import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDate } from '../src/decide/stated-date.js';
import { statedMetadata } from '../src/decide/stated-metadata.js';
import { wordsOf } from '../src/eval/word-score.js';
import { parseHtml } from '../src/parse/html/parse-html.js';
import type { Metadata, Stated } from '../src/types.js';
import { readRoleLabels, saysTitle } from '../training/corpus-features.js';
import { type CorpusSet, hasCorpus, readCorpus, SETS } from './corpus.js';
import { type HtmlCorpusPage, readHtmlCorpus } from './html-corpus.js';

const OUT = join(import.meta.dirname, 'results');
const DATE_IN_URL = /\/(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:\D|$)/;

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}

/** How often something was right among the pages that can tell. */
class Share {
  private right = 0;
  private all = 0;

  add(isRight: boolean | undefined): void {
    if (isRight === undefined) return;
    this.all++;
    if (isRight) this.right++;
  }

  toString(): string {
    return `${((100 * this.right) / Math.max(1, this.all)).toFixed(1)} % of ${this.all}`;
  }
}

/** Lines that were labelled as bylines, by page. */
function bylineTexts(set: CorpusSet): Map<string, string> {
  const pages = readCorpus(set);
  const labels = readRoleLabels(pages);
  return new Map(
    pages.map(({ id, text }) => {
      const own = labels.get(`${set}/${id}`);
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      return [id, lines.filter((_, i) => own?.get(i + 1) === 'byline').join('\n')];
    }),
  );
}

function isTitleRight({ title }: HtmlCorpusPage, { headline }: Metadata): boolean {
  return headline !== undefined && saysTitle(wordsOf(headline), wordsOf(title));
}

/** Whether one of the page's statements says the title: more cannot be chosen from. */
function isTitleStated({ title }: HtmlCorpusPage, { titles }: Stated): boolean {
  return titles.some(({ text }) => saysTitle(wordsOf(text), wordsOf(title)));
}

/** Whether all names stand in the lines labelled as bylines; undefined where there are none of either. */
function isBylineRight(labelled: string, { byline }: Metadata): boolean | undefined {
  if (labelled === '' || byline === undefined) return undefined;
  const known = new Set(wordsOf(labelled));
  return wordsOf(byline).every((word) => known.has(word));
}

/** Whether the day is within one of that in the page's address: time zones differ. */
function isDateRight({ url }: HtmlCorpusPage, { published }: Metadata): boolean | undefined {
  const inUrl = DATE_IN_URL.exec(url);
  const day = inUrl ? isoDate(inUrl.slice(1, 4).join('-')) : undefined;
  if (day === undefined || published === undefined) return undefined;
  return Math.abs(Date.parse(published.slice(0, 10)) - Date.parse(day)) <= 24 * 3600 * 1000;
}

const out: string[] = [
  '| set | headline says the gold title | headline has its very words | some statement says it | byline named | its names stand in labelled bylines | date stated | date agrees with the address |',
  '|---|---|---|---|---|---|---|---|',
];
for (const set of SETS) {
  const shares = Array.from({ length: 7 }, () => new Share());
  const labelled = bylineTexts(set);
  for (const page of readHtmlCorpus(set)) {
    const { stated } = parseHtml(page.html).markup!;
    const metadata = statedMetadata(stated!, page.url);
    const bylines = labelled.get(page.id) ?? '';
    [
      isTitleRight(page, metadata),
      wordsOf(metadata.headline ?? '').join(' ') === wordsOf(page.title).join(' '),
      isTitleStated(page, stated!),
      bylines === '' ? undefined : metadata.byline !== undefined,
      isBylineRight(bylines, metadata),
      metadata.published !== undefined,
      isDateRight(page, metadata),
    ].forEach((isRight, i) => {
      shares[i].add(isRight);
    });
  }
  out.push(`| ${set} | ${shares.join(' | ')} |`);
}
console.log(out.join('\n'));
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'metadata.md'), `${out.join('\n')}\n`);
