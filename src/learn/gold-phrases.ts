import type { Rule } from '../match/rule.js';
import { isWordToken, type Tokens } from '../parse/tokens.js';
import { BOILERPLATE_ROLES, type Role } from '../roles.js';
import type { Result } from '../types.js';
import { hashText } from './observation.js';

/** A page as the tool decided on it, and what its gold says. */
export interface GoldPage {
  site: string;
  result: Pick<Result, 'page' | 'verdicts'>;
  tokens: Tokens;
  inArticle: Float32Array;
}

/** Words of a phrase. Longer ones are what signatures are for. */
const WORDS = { least: 3, most: 6 };
/** Longer paragraphs are no chrome, or none that a phrase tells. */
const LONGEST = 60;
/** Pages on which it marks what the shipped model left, and sites on which it must have been seen, where there are as many. */
const LEAST = { pages: 4, sites: 2 };
const MOST_PHRASES = 300;

interface Candidate {
  phrase: string;
  /** Paragraphs that it would remove, as `page paragraph`. */
  missed: Set<string>;
  pages: Set<number>;
  sites: Set<string>;
  roles: Map<Role, number>;
}

function wordsOf({ text }: { text: string }, tokens: Tokens, from: number, to: number): string[] {
  const words: string[] = [];
  for (let i = from; i < to; i++)
    if (isWordToken(tokens.kind[i])) words.push(text.slice(tokens.start[i], tokens.end[i]).toLowerCase());
  return words;
}

/** Whether a word may stand in a phrase as it is. */
const isPlain = (word: string) => /^[\p{L}\p{M}'’]+$/u.test(word);

function* phrasesOf(words: readonly string[]): Generator<string> {
  for (let from = 0; from < words.length; from++)
    for (let length = 1; length <= WORDS.most && from + length <= words.length; length++) {
      if (!isPlain(words[from + length - 1])) break;
      if (length >= WORDS.least) yield words.slice(from, from + length).join(' ');
    }
}

/** All phrases of paragraphs outside the article that the tool left there, less those of any article. */
function candidatesOf(pages: readonly GoldPage[]): Candidate[] {
  const found = new Map<string, Candidate>();
  const each = (
    take: (phrase: string, page: number, p: number) => void,
    wanted: (page: GoldPage, p: number) => boolean,
  ) => {
    for (const [i, gold] of pages.entries())
      for (const { index } of gold.result.page.children) {
        if (!wanted(gold, index)) continue;
        const words = wordsOf(
          gold.result.page,
          gold.tokens,
          gold.tokens.first[index],
          gold.tokens.first[index + 1],
        );
        for (const phrase of new Set(phrasesOf(words))) take(phrase, i, index);
      }
  };
  const count = (gold: GoldPage, p: number) => gold.tokens.first[p + 1] - gold.tokens.first[p];
  each(
    (phrase, page, p) => {
      const { site, result } = pages[page];
      const known = found.get(phrase) ?? {
        phrase,
        missed: new Set(),
        pages: new Set(),
        sites: new Set(),
        roles: new Map(),
      };
      known.missed.add(`${page} ${p}`);
      known.pages.add(page);
      known.sites.add(site);
      const { role } = result.verdicts[p];
      known.roles.set(role, (known.roles.get(role) ?? 0) + 1);
      found.set(phrase, known);
    },
    (gold, p) =>
      gold.inArticle[p] < 0.5 &&
      gold.result.verdicts[p].keep &&
      gold.result.verdicts[p].role !== 'headline' &&
      count(gold, p) <= LONGEST,
  );
  each(
    (phrase) => found.delete(phrase),
    (gold, p) => gold.inArticle[p] >= 0.5 || gold.result.verdicts[p].role === 'headline',
  );
  return [...found.values()];
}

function roleOf({ roles }: Candidate): Role {
  const known = [...roles].filter(([role]) => (BOILERPLATE_ROLES as readonly string[]).includes(role));
  return known.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'other';
}

const slugOf = (phrase: string) => phrase.match(/[a-z0-9]+/g)?.slice(0, 4) ?? [];

/**
 * Phrases that tell what the shipped rules and model leave outside the articles of a gold set, and that no article of it holds: each as
 * a rule, the one that removes most first. A phrase whose paragraphs others have already gets none.
 * @param pack name of the pack, the first part of their ids.
 */
export function learnPhrases(pages: readonly GoldPage[], pack: string): Rule[] {
  const sites = Math.min(LEAST.sites, new Set(pages.map(({ site }) => site)).size);
  const candidates = candidatesOf(pages)
    .filter((c) => c.pages.size >= LEAST.pages && c.sites.size >= sites)
    .sort(
      (a, b) =>
        b.missed.size - a.missed.size || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1),
    );
  const covered = new Set<string>();
  const rules: Rule[] = [];
  for (const candidate of candidates) {
    const { phrase, missed, pages: on, sites: of } = candidate;
    const fresh = [...missed].filter((paragraph) => !covered.has(paragraph));
    if (fresh.length < LEAST.pages) continue;
    for (const paragraph of fresh) covered.add(paragraph);
    rules.push({
      id: `${pack}/${['gold', ...slugOf(phrase), hashText(phrase).slice(0, 8)].join('-')}`,
      role: roleOf(candidate),
      why: `Stands outside the article on ${on.size} pages of ${of.size} sites, and in no article of the gold.`,
      unless: [],
      kind: 'phrases',
      phrases: [phrase],
    });
    if (rules.length === MOST_PHRASES) break;
  }
  return rules;
}
