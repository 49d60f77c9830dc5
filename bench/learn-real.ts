/**
 * Signatures on real pages: of each site with two pages or more in the corpus they are learned from its pages, which are then cleaned with
 * and without. The shipped model has seen these pages: what is measured is the difference.
 *
 *   npm run bench:learn-real
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordScore } from '../src/eval/word-score.js';
import { freezeSite } from '../src/learn/freeze.js';
import { observe } from '../src/learn/observe.js';
import { selectSignatures } from '../src/learn/select.js';
import { DEFAULT_THRESHOLDS } from '../src/learn/thresholds.js';
import { createModel } from '../src/model.js';
import { createProcessor, processDocument } from '../src/processor.js';
import { type CorpusPage, readCorpus, SETS } from './corpus.js';

const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, '.cache/learn-real');

const bySite = new Map<string, CorpusPage[]>();
for (const set of SETS)
  for (const page of readCorpus(set)) bySite.set(page.site, [...(bySite.get(page.site) ?? []), page]);
const sites = [...bySite].filter(([, pages]) => pages.length > 1);
rmSync(WORK, { recursive: true, force: true });
mkdirSync(join(WORK, 'sites'), { recursive: true });

const plain = createProcessor({ model: createModel(), language: false });
const documentOf = ({ id, url, text }: CorpusPage) => ({ id, url, text });
const before = new Map<CorpusPage, string>();
let signatures = 0;
let signed = 0;
for (const [site, pages] of sites) {
  const rows = [];
  for (const page of pages) {
    const result = await processDocument(plain, documentOf(page));
    before.set(page, result.text);
    rows.push(...observe(result, site, ''));
  }
  const found = selectSignatures(rows, DEFAULT_THRESHOLDS);
  if (found.length === 0) continue;
  signatures += found.length;
  signed++;
  writeFileSync(join(WORK, 'sites', `${site}.yml`), freezeSite(site, true, found));
}

const withThem = createProcessor({ model: createModel([], undefined, [WORK]), language: false });
const sum = {
  pages: 0,
  changed: 0,
  before: 0,
  after: 0,
  recallBefore: 0,
  recallAfter: 0,
  better: 0,
  worse: 0,
};
for (const [, pages] of sites)
  for (const page of pages) {
    const gold = page.gold.join('\n');
    const text = before.get(page)!;
    const other = (await processDocument(withThem, documentOf(page))).text;
    const [one, two] = [wordScore(text, gold), wordScore(other, gold)];
    sum.pages++;
    sum.before += one.f1;
    sum.after += two.f1;
    sum.recallBefore += one.recall;
    sum.recallAfter += two.recall;
    if (text !== other) sum.changed++;
    if (two.f1 > one.f1) sum.better++;
    if (two.f1 < one.f1) sum.worse++;
  }
const mean = (value: number) => (value / sum.pages).toFixed(4);
const report = `# Signatures on real sites

\`npm run bench:learn-real\`: the ${sum.pages} pages of the ${sites.length} sites with two pages or more in the corpus; ${signatures} signatures of ${signed} sites, by the
default thresholds (four different pages at least). The shipped model has seen these pages, so that the difference is what counts.

| | without | with |
|---|---:|---:|
| F1 | ${mean(sum.before)} | ${mean(sum.after)} |
| recall | ${mean(sum.recallBefore)} | ${mean(sum.recallAfter)} |

${sum.changed} pages changed: ${sum.better} for the better, ${sum.worse} for the worse.
`;
console.log(report);
writeFileSync(join(ROOT, 'bench/results/learn-real.md'), report);
rmSync(WORK, { recursive: true, force: true });
