/**
 * Signatures on sites whose chrome no rule knows. Shapes of boilerplate lines of the corpus get words of their own on each site;
 * articles are put together from gold paragraphs, some of which quote another page's; teaser lists change from page to page.
 * Half of each site's pages is learned from, the other half cleaned with and without. Nothing of the corpus is written but counts.
 *
 *   npm run bench:learn [-- SITES PAGES]
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { main } from '../src/cli/main.js';
import { createModel } from '../src/model.js';
import { createProcessor, processDocument } from '../src/processor.js';

const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '../shared/corpus/text');
const WORK = join(ROOT, '.cache/learn');

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Line {
  text: string;
  /** Number of its piece of chrome; -1 for article text, -2 for a teaser, -3 for the headline. */
  chrome: number;
}

interface Shapes {
  chrome: string[];
  article: string[];
  titles: string[];
}

/** Lines of the corpus by label. */
function readShapes(): Shapes {
  const shapes: Shapes = { chrome: [], article: [], titles: [] };
  for (const set of ['wcxb', 'fundus']) {
    const path = process.env.DECHAFF_CORPUS_TEXT ?? CORPUS;
    const lines = gunzipSync(readFileSync(join(path, `${set}.bs4.jsonl.gz`)))
      .toString()
      .trim()
      .split('\n');
    for (const line of lines) {
      const { text, labels } = JSON.parse(line) as { text: string; labels: string };
      const rows = text
        .split('\n')
        .map((row) => row.trim())
        .filter(Boolean);
      rows.forEach((row, i) => {
        const words = row.split(/\s+/).length;
        if (labels[i] === '1' && words >= 20 && words <= 120) shapes.article.push(row);
        if (labels[i] !== '1' && words >= 2 && words <= 60) shapes.chrome.push(row);
        if (labels[i] !== '1' && words >= 6 && words <= 12 && /^\p{Lu}/u.test(row) && !/[|:©]/.test(row))
          shapes.titles.push(row);
      });
    }
  }
  return shapes;
}

const SYLLABLES = 'ba ko len tri mar vo sel dun fe gri hol ta ne pru wim zor ka li'.split(' ');

/** A line's shape with the site's own words: every word of four letters or more becomes another, the same on the whole site. */
function rewrite(line: string, words: Map<string, string>, random: () => number): string {
  return line.replace(/\p{L}{4,}/gu, (word) => {
    const key = word.toLowerCase();
    if (!words.has(key))
      words.set(
        key,
        Array.from(
          { length: Math.max(2, Math.round(word.length / 3)) },
          () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
        ).join(''),
      );
    const other = words.get(key)!;
    return /^\p{Lu}/u.test(word) ? other[0].toUpperCase() + other.slice(1) : other;
  });
}

/** A site's pages, each as lines. */
function generateSite(shapes: Shapes, site: number, pages: number): Line[][] {
  const random = generator(site + 1);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const words = new Map<string, string>();
  const chrome = Array.from({ length: 24 }, (_, i) => ({
    text: rewrite(pick(shapes.chrome), words, random),
    // Menu and footer stand everywhere, the rest on the pages of a section.
    share: i % 3 === 0 ? 1 : 0.25 + 0.5 * random(),
    above: random() < 0.35,
    inside: random() < 0.15,
    slots: random() < 0.25,
  }));
  const articles = Array.from({ length: pages }, () => ({
    title: pick(shapes.titles),
    body: Array.from({ length: 5 + Math.floor(random() * 8) }, () => pick(shapes.article)),
  }));
  return articles.map(({ title, body }, page) => {
    const lineOf = (i: number): Line => {
      const { text, slots } = chrome[i];
      const value = () =>
        rewrite(
          pick(['Lorem', 'Dolores', 'Amet', 'Consec', 'Tempor', 'Labore']) +
            pick(['wick', 'ford', 'ham', 'stead']),
          new Map(),
          random,
        );
      return {
        chrome: i,
        text: slots ? `${text} · ${value()} ${value()} · ${Math.floor(random() * 900)}` : text,
      };
    };
    const there = chrome.map((_, i) => i).filter((i) => random() < chrome[i].share);
    // An article quotes another one in every fifth.
    const quote = random() < 0.2 ? [pick(pick(articles).body)] : [];
    const text: Line[] = [...body, ...quote].map((paragraph) => ({ text: paragraph, chrome: -1 }));
    for (const i of there.filter((k) => !chrome[k].above && chrome[k].inside))
      text.splice(1 + Math.floor(random() * (text.length - 1)), 0, lineOf(i));
    const teasers = Array.from({ length: 5 }, () => ({
      text: articles[(page + Math.floor(random() * 30)) % pages].title,
      chrome: -2,
    }));
    return [
      ...there.filter((i) => chrome[i].above).map(lineOf),
      { text: title, chrome: -3 },
      ...text,
      ...there.filter((i) => !chrome[i].above && !chrome[i].inside).map(lineOf),
      ...teasers,
    ];
  });
}

const sites = Number(process.argv[2] ?? 50);
const pages = Number(process.argv[3] ?? 200);
const shapes = readShapes();
rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
const all = Array.from({ length: sites }, (_, site) => generateSite(shapes, site, pages));
const url = (site: number, page: number) => `https://www.site-${site}.example/${page}`;
const textOf = (lines: readonly Line[]) => lines.map(({ text }) => text).join('\n\n');
const learned = all.flatMap((list, site) =>
  list
    .slice(0, pages / 2)
    .map((lines, page) =>
      JSON.stringify({ id: `${site}-${page}`, url: url(site, page), text: textOf(lines) }),
    ),
);
writeFileSync(join(WORK, 'learn.jsonl'), `${learned.join('\n')}\n`);
let started = performance.now();
const code = await main(['learn', join(WORK, 'learn.jsonl'), '-o', join(WORK, 'signatures'), '--no-config']);
if (code !== 0) process.exit(code);
const learnSeconds = (performance.now() - started) / 1000;

const plain = createProcessor({ model: createModel(), language: false });
const signed = createProcessor({
  model: createModel([], undefined, [join(WORK, 'signatures')]),
  language: false,
});
const sum = {
  chrome: 0,
  before: 0,
  missed: 0,
  removed: 0,
  article: 0,
  lost: 0,
  won: 0,
  titles: 0,
  titlesLost: 0,
};
const count = (text: string) => text.split(/\s+/).length;
started = performance.now();
for (const [site, list] of all.entries())
  for (const [page, lines] of list.entries()) {
    if (page < pages / 2) continue;
    const document = { id: 'page', url: url(site, page), text: textOf(lines) };
    const keptBy = async (processor: typeof plain) => {
      const { paragraphs, verdicts } = await processDocument(processor, document);
      const kept = new Uint8Array(document.text.length);
      for (const [p, { start, end }] of paragraphs.entries()) if (verdicts[p].keep) kept.fill(1, start, end);
      return kept;
    };
    const [before, after] = [await keptBy(plain), await keptBy(signed)];
    let at = 0;
    for (const { text, chrome } of lines) {
      const middle = at + Math.floor(text.length / 2);
      at += text.length + 2;
      if (chrome >= 0) {
        sum.chrome++;
        if (before[middle]) sum.missed++;
        if (before[middle] && !after[middle]) sum.removed++;
        else if (before[middle] && process.env.SHOW) console.log('MISS', site, page, chrome, text);
      } else if (chrome === -1) {
        sum.article += count(text);
        if (before[middle] && !after[middle]) {
          sum.lost += count(text);
          if (process.env.SHOW) console.log('LOST', site, page, text.slice(0, 100));
        }
        if (!before[middle] && after[middle]) sum.won += count(text);
      } else if (chrome === -3) {
        sum.titles++;
        if (before[middle] && !after[middle]) sum.titlesLost++;
      }
    }
  }
const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(3)} %`;
const report = `# Signatures

\`npm run bench:learn\`: ${sites} generated sites of ${pages} pages; learned on half of each site's pages, applied to the other half. Chrome is
shapes of the corpus's boilerplate lines with words of each site's own, a quarter of it with slots that vary.

| | |
|---|---:|
| chrome paragraphs | ${sum.chrome} |
| of them missed by rules and model | ${sum.missed} (${percent(sum.missed, sum.chrome)}) |
| of the missed removed by signatures | ${sum.removed} (${percent(sum.removed, sum.missed)}) |
| article words | ${sum.article} |
| lost by signatures | ${sum.lost} (${percent(sum.lost, sum.article)}) |
| won by signatures | ${sum.won} (${percent(sum.won, sum.article)}) |
| headlines lost by signatures | ${sum.titlesLost} of ${sum.titles} |

Learning took ${learnSeconds.toFixed(0)} s for ${learned.length} pages.
`;
console.log(report);
if (sites === 50) writeFileSync(join(ROOT, 'bench/results/learn.md'), report);
