import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusPage, foldOf, paragraphLabels } from '../bench/corpus.js';
import { wordsOf } from '../src/eval/word-score.js';
import type { CountedPage } from '../src/learn/rule-counts.js';
import type { Matches, RuleSet } from '../src/match/rule-set.js';
import { parseText } from '../src/parse/text.js';
import { type Tokens, tokenise } from '../src/parse/tokens.js';
import { ROLES, type Role } from '../src/roles.js';
import type { Page } from '../src/types.js';

/** A labelled page as the tool sees it. */
export interface LabelledPage extends CountedPage {
  source: CorpusPage;
  fold: number;
  /** How much the page counts in training. */
  weight: number;
  page: Page;
  tokens: Tokens;
  matches: Matches;
  words: Uint32Array;
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
    site: source.site,
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
