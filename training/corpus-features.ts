import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusPage, foldOf, paragraphLabels } from '../bench/corpus.js';
import { wordsOf } from '../src/eval/word-score.js';
import type { RuleWeight } from '../src/match/rule.js';
import { coversWhole, type Matches, type RuleSet } from '../src/match/rule-set.js';
import { parseText } from '../src/parse/text.js';
import { type Tokens, tokenise } from '../src/parse/tokens.js';
import { ROLES, type Role } from '../src/roles.js';
import type { Page } from '../src/types.js';

/** A labelled page as the tool sees it. */
export interface LabelledPage {
  source: CorpusPage;
  fold: number;
  /** How much the page counts in training. */
  weight: number;
  page: Page;
  tokens: Tokens;
  matches: Matches;
  words: Uint32Array;
  /** Share of each paragraph's words that stand in the gold article. */
  inArticle: Float32Array;
  /** 1 where the paragraph is the page's title: outside the gold article, and yet to be kept. */
  isTitle: Uint8Array;
  /** Hand-labelled roles, as numbers in `ROLES`; -1 where a paragraph has none. */
  roles: Int8Array;
}

export type RoleLabels = ReadonlyMap<string, ReadonlyMap<number, Role>>;

const LABELS = join(import.meta.dirname, '../bench/roles/labels.txt');

/** Reads the hand-labelled roles: by `set/page`, then by number of the non-blank line. Lines whose hash differs are an error. */
export function readRoleLabels(pages: readonly CorpusPage[]): RoleLabels {
  const lines = new Map(
    pages.map((p) => [`${p.set}/${p.id}`, p.text.split('\n').filter((line) => line.trim() !== '')]),
  );
  const labels = new Map<string, Map<number, Role>>();
  let key = '';
  for (const row of readFileSync(LABELS, 'utf8').trim().split('\n')) {
    if (row.startsWith('## ')) {
      key = row.slice(3);
      labels.set(key, new Map());
      continue;
    }
    const [number, hash, role] = row.split(' ');
    const line = lines.get(key)?.[Number(number) - 1];
    if (line === undefined) continue;
    if (createHash('sha256').update(line.trim()).digest('hex').slice(0, 8) !== hash)
      throw new Error(`${LABELS}: ${key} line ${number} has changed`);
    labels.get(key)!.set(Number(number), role as Role);
  }
  return labels;
}

/** The number of the first non-blank line of each paragraph, counted from 1. */
function firstLines(text: string, page: Page): number[] {
  const out: number[] = [];
  let p = 0;
  let count = 0;
  let at = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') count++;
    while (p < page.children.length && page.children[p].start < at + line.length + 1) out[p++] = count;
    at += line.length + 1;
  }
  return out;
}

/** Whether a paragraph says the page's title: all of it, or all but the site's name. */
export function saysTitle(words: string[], title: string[]): boolean {
  if (title.length === 0 || words.length === 0) return false;
  if (words.length > title.length + 6 || words.length < Math.min(3, title.length)) return false;
  const [short, long] = words.length < title.length ? [words, title] : [title, words];
  return short.length >= 0.6 * long.length && short.every((word, i) => long[i] === word);
}

/** Looks at a corpus page as the tool does, and carries its labels over to paragraphs. */
export function labelPage(
  source: CorpusPage,
  rules: RuleSet,
  labels: RoleLabels = new Map(),
  weight = 1,
): LabelledPage {
  const page = parseText(source.text);
  const roles = new Int8Array(page.children.length).fill(-1);
  const own = source.text && labels.get(`${source.set}/${source.id}`);
  if (own) {
    const lines = firstLines(source.text, page);
    lines.forEach((line, p) => {
      const role = own.get(line);
      if (role) roles[p] = ROLES.indexOf(role);
    });
  }
  return labelParsed(
    source,
    page,
    { inArticle: paragraphLabels(source.text, source.labels, page.children), roles },
    rules,
    weight,
  );
}

/** Carries labels of a page's paragraphs over to what training reads. */
export function labelParsed(
  source: CorpusPage,
  page: Page,
  { inArticle, roles }: Pick<LabelledPage, 'inArticle' | 'roles'>,
  rules: RuleSet,
  weight = 1,
): LabelledPage {
  const title = wordsOf(source.title);
  const tokens = tokenise(page);
  const isTitle = Uint8Array.from(page.children, (p, i) => {
    if (roles[i] >= 0) return ROLES[roles[i]] === 'headline' ? 1 : 0;
    return inArticle[i] < 0.5 &&
      p.end - p.start < 400 &&
      saysTitle(wordsOf(page.text.slice(p.start, p.end)), title)
      ? 1
      : 0;
  });
  const matches = rules.match(page, tokens);
  return {
    source,
    fold: foldOf(source.site),
    weight,
    page,
    tokens,
    matches,
    words: matches.words,
    inArticle,
    isTitle,
    roles,
  };
}

/** Hits a page counts for at most: one page's menu must not settle a rule's weight. */
const MOST_HITS = 3;
/** Pseudo-count: hits that speak for nothing, against which each rule must prove itself. */
const PRIOR = 2;

/** What a rule's hits were, in gold articles and outside. */
export interface RuleCount {
  outside: number;
  inside: number;
  sites: number;
}

/** Counts each rule's hits, in paragraphs it covers by half or more, and in others. */
export function countRules(
  pages: readonly LabelledPage[],
  rules: RuleSet,
): { whole: RuleCount; part: RuleCount }[] {
  const zero = () => ({ outside: 0, inside: 0, sites: 0 });
  const counts = rules.rules.map(() => ({ whole: zero(), part: zero() }));
  const sites = new Set<string>();
  for (const { source, matches, inArticle, isTitle } of pages) {
    const seen = new Map<string, number>();
    for (const hit of matches.hits) {
      if (isTitle[hit.paragraph]) continue;
      const where = coversWhole(hit) ? 'whole' : 'part';
      const inside = inArticle[hit.paragraph] >= 0.5 ? 'inside' : 'outside';
      const key = `${hit.rule} ${where} ${inside}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (times > MOST_HITS) continue;
      const count = counts[hit.rule][where];
      count[inside]++;
      if (!sites.has(`${source.site} ${hit.rule} ${where}`)) {
        sites.add(`${source.site} ${hit.rule} ${where}`);
        count.sites++;
      }
    }
  }
  return counts;
}

/** Share of boilerplate among paragraphs that one could take for either: what a hit is measured against. */
const BASE = { whole: 0.5, part: 0.4 };

/** Log-odds of counts against the odds of all hits of that sort together, with a pseudo-count. */
export function logOdds({ outside, inside }: RuleCount, share = BASE.whole): number {
  const raw =
    Math.log((outside + PRIOR * share) / (inside + PRIOR * (1 - share))) - Math.log(share / (1 - share));
  return Number(Math.max(-2, Math.min(5, raw)).toFixed(2));
}

/** A rule that the corpus never tried is trusted half as much as its like: this share of the median weight. */
const UNTRIED = 0.5;

function median(values: number[]): number {
  return values.length === 0 ? 0 : values.sort((a, b) => a - b)[values.length >> 1];
}

/** Weights of all rules, by id. */
export function ruleWeights(
  rules: RuleSet,
  counts: ReturnType<typeof countRules>,
): Record<string, RuleWeight> {
  const weigh = (where: 'whole' | 'part') => {
    const tried = (i: number) => counts[i][where].outside + counts[i][where].inside > 0;
    const weights = counts.map((count) => logOdds(count[where], BASE[where]));
    const untried = Number((UNTRIED * median(weights.filter((_, i) => tried(i)))).toFixed(2));
    return weights.map((weight, i) => (tried(i) ? weight : untried));
  };
  const whole = weigh('whole');
  const part = weigh('part');
  return Object.fromEntries(rules.rules.map((rule, i) => [rule.id, { whole: whole[i], part: part[i] }]));
}
