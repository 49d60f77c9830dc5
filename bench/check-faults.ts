import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorpusIndex } from '../src/check/corpus-index.js';
import { factsOf } from '../src/check/facts.js';
import { measureDocument } from '../src/check/measure-document.js';
import { defaultLevels } from '../src/check/measures/index.js';
import type { CheckOptions } from '../src/check/types.js';
import { jaccard, shingleSet, wordHashes } from '../src/fingerprint/shingles.js';
import { detectLanguage } from '../src/language.js';
import { mix } from '../src/parse/mix.js';
import { parseText } from '../src/parse/text.js';
import { createProcessor, examineDocument } from '../src/processor.js';
import { ARTICLE_ROLES, BOILERPLATE_ROLES, type Role } from '../src/roles.js';
import { type CorpusPage, foldOf, hasCorpus, readCorpus, SETS } from './corpus.js';
import { foldModel } from './fold-models.js';
import { foldStray } from './stray-folds.js';

/** A document of the made corpus: a gold article, with one fault in it or none. */
interface Faulty {
  name: string;
  page: CorpusPage;
  text: string;
  /** Rule that must find the fault; `clean` where there is none. */
  rule: string;
  /** Role of an injected line. */
  role?: Role;
  /** Where the injected line stands, from 1. */
  line?: number;
  /** How many lines were injected. */
  lines?: number;
}

const ROLES_FILE = join(import.meta.dirname, 'roles/labels.txt');
/** Pages of the corpus that the faults go into, and how many documents each fault gets. */
const PAGES = 200;
const EACH = 20;
/** Lines of each role that go into documents, one a document: enough for a figure by role. */
const LINES_PER_ROLE = 30;
const LEAST_WORDS = 120;
/** An article is running text: so much of it stands in paragraphs of so many words. Lists and directories are measured apart. */
const RUNNING = { share: 0.7, words: 20 };
/** Lines of a role that go in together, as they stand on their page, beside single ones. */
const RUN = 4;

const OPTIONS: CheckOptions = {
  levels: defaultLevels(),
  minWords: 15,
  languages: ['en'],
  maxShare: 0.6,
  nearAt: 0.8,
  repeatedIn: 3,
  minPrecision: 0,
  minRecall: 0,
  keep: new Set(ARTICLE_ROLES),
};

const hashOf = (line: string) => createHash('sha256').update(line.trim()).digest('hex').slice(0, 8);
const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean);
/** A repeatable number from 0 to `n` - 1. */
const pick = (n: number, seed: number) => mix(Math.imul(seed + 1, 0x9e3779b1)) % n;

interface RoleLines {
  lines: string[];
  site: string;
  fold: number;
}

/** Runs of lines of the corpus that have one boilerplate role, as the labels name them, in an order that hashes choose. */
function roleLines(pages: readonly CorpusPage[]): Map<Role, RoleLines[]> {
  const byName = new Map(pages.map((page) => [`${page.set}/${page.id}`, page]));
  const found = new Map<Role, Map<string, RoleLines>>(BOILERPLATE_ROLES.map((role) => [role, new Map()]));
  let page: CorpusPage | undefined;
  let lines: string[] = [];
  let open: { role: Role; next: number; run: RoleLines } | undefined;
  for (const row of readFileSync(ROLES_FILE, 'utf8').split('\n')) {
    if (row.startsWith('## ')) {
      page = byName.get(row.slice(3).trim());
      lines = page ? page.text.split('\n').filter((line) => line.trim() !== '') : [];
      open = undefined;
      continue;
    }
    const [number, hash, name] = row.split(' ');
    const role = name as Role;
    const text = lines[Number(number) - 1]?.trim();
    const list = found.get(role);
    if (!page || !list || text === undefined || hashOf(text) !== hash) open = undefined;
    else if (open?.role === role && open.next === Number(number)) {
      open.run.lines.push(text);
      open.next++;
    } else {
      const run = { lines: [text], site: page.site, fold: foldOf(page.site) };
      open = { role, next: Number(number) + 1, run };
      if (!list.has(text)) list.set(text, run);
    }
  }
  const order = (runs: Iterable<RoleLines>) =>
    [...runs].sort((a, b) => (hashOf(a.lines[0]) < hashOf(b.lines[0]) ? -1 : 1));
  return new Map([...found].map(([role, runs]) => [role, order(runs.values())]));
}

/** Puts lines between two paragraphs, or at one end. */
function withLines(page: CorpusPage, line: string, seed: number): { text: string; line: number } {
  const at = pick(page.gold.length + 1, seed);
  const paragraphs = [...page.gold.slice(0, at), line, ...page.gold.slice(at)];
  const text = paragraphs.join('\n\n');
  const before = paragraphs.slice(0, at).join('\n\n');
  return { text, line: at === 0 ? 1 : before.split('\n').length + 2 };
}

/** Changes words here and there until the text is as similar to the page's as asked. */
function nearCopy(text: string, similarity: number): string {
  const shingles = (t: string) => {
    const { page, tokens } = factsOf(parseText(t));
    return shingleSet(wordHashes(page.text, tokens));
  };
  const own = shingles(text);
  const parts = text.split(/(\s+)/);
  const order = [...parts.keys()]
    .filter((i) => /\p{L}/u.test(parts[i]))
    .sort((a, b) => mix(a * 7919) - mix(b * 7919));
  let copy = text;
  for (const i of order) {
    parts[i] = `changed${i}`;
    const next = parts.join('');
    if (jaccard(own, shingles(next)) < similarity) break;
    copy = next;
  }
  return copy;
}

/** UTF-8 read as windows-1252, in some words of the text. */
function toMojibake(text: string, seed: number): string {
  const wrong = ['â€™', 'Ã©', 'â€œ', 'Ã¼', 'Â ', 'â€“', 'Ã±', 'ðŸ˜€'];
  const words = text.split(' ');
  for (let k = 0; k < 3; k++) {
    const at = pick(words.length, seed * 31 + k);
    words[at] = words[at].slice(0, 2) + wrong[pick(wrong.length, seed * 17 + k)] + words[at].slice(2);
  }
  return words.join(' ');
}

function inWord(text: string, insert: string, seed: number): string {
  const words = text.split(' ');
  words[pick(words.length, seed)] += insert;
  return words.join(' ');
}

const LEFTOVERS = [
  '<br>',
  '&nbsp;',
  '<p class="x">',
  '</div>',
  '&#8217;',
  '[caption id="a"]',
  '<!-- ad -->',
  '&amp;',
  '{{ title }}',
];
const ESCAPES = ['\\n', '\\u2019', '\\"', '\\t', '\\xe9', '\u001b[1m', '\\r\\n'];

const article = (page: CorpusPage) => page.gold.join('\n\n');

function isRunning({ gold }: CorpusPage): boolean {
  const counts = gold.map((paragraph) => wordsIn(paragraph).length);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const all = sum(counts);
  return all >= LEAST_WORDS && sum(counts.filter((n) => n >= RUNNING.words)) >= RUNNING.share * all;
}

/** The corpus: clean documents, and others with one fault each. */
function makeCorpus(
  gold: readonly CorpusPage[],
  pages: readonly CorpusPage[],
  foreign: readonly CorpusPage[],
  lines: Map<Role, RoleLines[]>,
): Faulty[] {
  const out: Faulty[] = gold.map((page) => ({ name: page.id, page, text: article(page), rule: 'clean' }));
  let seed = 0;
  const next = () => pages[pick(pages.length, seed++ + 1000)];
  const add = (rule: string, page: CorpusPage, text: string, more: Partial<Faulty> = {}) =>
    out.push({ name: `${rule}-${out.length}`, page, text, rule, ...more });
  for (const [role, list] of lines)
    for (const size of [1, RUN]) {
      const fitting = list.filter((run) => run.lines.length >= size);
      for (const [i, { lines: all, site, fold }] of fitting.slice(0, LINES_PER_ROLE).entries()) {
        // Neither the page's site nor that of the line is known to the model of their fold.
        const others = pages.filter((page) => page.site !== site && foldOf(page.site) === fold);
        const page = others[pick(others.length, seed++)];
        const made = withLines(page, all.slice(0, size).join('\n'), i);
        add('boilerplate', page, made.text, { role, line: made.line, lines: size });
      }
    }
  for (let i = 0; i < EACH; i++) {
    const page = pages[(i * 7) % pages.length];
    add('duplicate', page, article(page));
    const other = pages[(i * 7 + 3) % pages.length];
    add('near-duplicate', other, nearCopy(article(other), 0.85));
    const words = next();
    add('mojibake', words, toMojibake(article(words), i));
    const lost = next();
    add('replacement-character', lost, inWord(article(lost), '\ufffd', i));
    const leftover = next();
    add('markup', leftover, inWord(article(leftover), LEFTOVERS[i % LEFTOVERS.length], i));
    const escaped = next();
    add('escape-sequence', escaped, inWord(article(escaped), ESCAPES[i % ESCAPES.length], i));
    add('language', foreign[i % foreign.length], article(foreign[i % foreign.length]));
    add('empty', page, ['', '\n', ' \n\n\t\n'][i % 3]);
    add(
      'short',
      page,
      wordsIn(article(next()))
        .slice(0, 3 + (i % 10))
        .join(' '),
    );
    const menus = [...lines.get('navigation')!, ...lines.get('related-stories')!].filter(
      (run) => run.lines.length >= 8 && run.fold === foldOf(page.site) && run.site !== page.site,
    );
    add(
      'boilerplate-share',
      page,
      menus
        .slice(i, i + 4)
        .flatMap((run) => run.lines.slice(0, 12))
        .join('\n'),
    );
  }
  return out;
}

/** Rules that a document was found guilty of; of boilerplate, on which lines. */
async function findAll(corpus: readonly Faulty[]): Promise<Map<string, number[]>[]> {
  const found = corpus.map(() => new Map<string, number[]>());
  const processors = new Map<number, ReturnType<typeof createProcessor>>();
  const index = new CorpusIndex({
    ...OPTIONS,
    shingles: async (i) => {
      const { page, tokens } = factsOf(parseText(corpus[i].text));
      return shingleSet(wordHashes(page.text, tokens));
    },
  });
  for (const [i, { name, page, text }] of corpus.entries()) {
    const fold = foldOf(page.site);
    const processor = processors.get(fold) ?? createProcessor({ model: foldModel(fold), language: false });
    processors.set(fold, processor);
    const measure = await measureDocument({ name, text }, OPTIONS, {
      clean: (document) => examineDocument(processor, { id: name, ...document }),
      stray: foldStray(fold),
      language: detectLanguage,
    });
    for (const { rule, line = 0 } of measure.findings)
      found[i].set(rule, [...(found[i].get(rule) ?? []), line]);
    await index.add(i, measure.fingerprints);
  }
  const { duplicates, near } = await index.finish();
  for (const { document } of duplicates) found[document].set('duplicate', [0]);
  for (const { document } of near) found[document].set('near-duplicate', [0]);
  return found;
}

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}
const all = SETS.flatMap((set) => readCorpus(set));
const usable: CorpusPage[] = [];
const foreign: CorpusPage[] = [];
for (const page of all) {
  if (!isRunning(page)) continue;
  const language = await detectLanguage(article(page));
  if (language === 'en') usable.push(page);
  else if (language !== 'und') foreign.push(page);
}
// Every so many of them, so that both sets and all kinds of sites are there.
const step = usable.length / PAGES;
const pages = Array.from({ length: PAGES }, (_, i) => usable[Math.floor(i * step)]);
// Faults go into articles that have no finding of their own: dirt that is there already counts once, not in every copy.
const alone = await findAll(
  pages.map((page) => ({ name: page.id, page, text: article(page), rule: 'clean' })),
);
const spotless = pages.filter((_, i) => alone[i].size === 0);
const corpus = makeCorpus(pages, spotless, foreign, roleLines(all));
const found = await findAll(corpus);

/** Whether the injected lines were found, or one of them. */
const isHit = ({ rule, line, lines = 1 }: Faulty, rulesFound: Map<string, number[]>) =>
  line === undefined
    ? rulesFound.has(rule)
    : (rulesFound.get(rule) ?? []).some((at) => at >= line && at < line + 2 * lines);

/** Findings of a rule that nothing was injected for. */
function isWrong(rule: string, d: Faulty, i: number, rulesFound: Map<string, number[]>): boolean {
  if (!rulesFound.has(rule) || (d.rule === rule && d.line === undefined)) return false;
  if (rule === 'boilerplate') {
    if (d.rule === 'boilerplate-share') return false;
    const from = d.line ?? Number.POSITIVE_INFINITY;
    return rulesFound.get(rule)!.some((at) => at < from || at >= from + 2 * (d.lines ?? 1));
  }
  // What an injected line holds itself is no error either.
  const end = d.line === undefined ? 0 : d.line + 2 * (d.lines ?? 1);
  if (d.line !== undefined && rulesFound.get(rule)!.some((at) => at >= d.line! && at < end)) return false;
  if (rule === 'short') return d.rule !== 'empty';
  // Menus are taken from sites of any language.
  if (rule === 'language') return d.rule !== 'boilerplate-share';
  // An article with one line more is nearly the same as itself: that is no error.
  if (rule === 'near-duplicate' || rule === 'duplicate')
    return !corpus.some((other, j) => j < i && other.page === d.page);
  return true;
}

const share = (n: number, of: number) => (of === 0 ? '' : `${((100 * n) / of).toFixed(1)} %`);
const rules = [...new Set(corpus.map(({ rule }) => rule))].filter((rule) => rule !== 'clean');
const results = corpus.map((d, i) => ({ d, i, found: found[i] }));
const rows = rules.map((rule) => {
  const faults = results.filter(({ d }) => d.rule === rule);
  const hit = faults.filter((r) => isHit(r.d, r.found));
  const wrong = results.filter((r) => isWrong(rule, r.d, r.i, r.found));
  return `| ${rule} | ${faults.length} | ${share(hit.length, faults.length)} | ${share(hit.length, hit.length + wrong.length)} |`;
});
const byRole = BOILERPLATE_ROLES.map((role) => {
  const cells = [1, RUN].map((size) => {
    const faults = results.filter(({ d }) => d.role === role && d.lines === size);
    return `${faults.length} | ${share(faults.filter((r) => isHit(r.d, r.found)).length, faults.length)}`;
  });
  return `| ${role} | ${cells.join(' | ')} |`;
});
const clean = results.filter(({ d }) => d.rule === 'clean');
const without = clean.filter((r) => r.found.size === 0).length;
// Lists, directories, code and other languages too: what the 200 leave out.
const everything = await findAll(
  all.map((page) => ({ name: page.id, page, text: article(page), rule: 'clean' })),
);
const quiet = everything.filter((rulesFound) => [...rulesFound.keys()].every((rule) => rule === 'language'));
const seen = new Map<string, number>();
for (const r of clean) for (const rule of r.found.keys()) seen.set(rule, (seen.get(rule) ?? 0) + 1);
const out = [
  `\`npm run bench:check\`: ${PAGES} gold articles in English as they are, and ${corpus.length - clean.length} copies with one fault each, with whole sites left out of training.`,
  '',
  '| fault | documents | recall | precision |',
  '|---|--:|--:|--:|',
  ...rows,
  '',
  `On the ${clean.length} gold texts alone: no finding in ${share(without, clean.length)} of the documents (${[...seen].map(([rule, n]) => `${rule}: ${n}`).join(', ')}).`,
  '',
  `On all ${all.length} gold texts of the corpus, languages aside: no finding in ${share(quiet.length, all.length)}.`,
  '',
  `| role of what was injected | one line: documents | found | ${RUN} lines: documents | found |`,
  '|---|--:|--:|--:|--:|',
  ...byRole,
].join('\n');
console.log(out);
writeFileSync(join(import.meta.dirname, 'results/check-faults.md'), `${out}\n`);
