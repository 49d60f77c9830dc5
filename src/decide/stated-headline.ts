import type { Stated, Statement } from '../types.js';

/** How much what says a title counts; anything else counts `OTHER`. Measured by `npm run bench:metadata`. */
const WEIGHTS: Record<string, number> = {
  title: 1,
  'og:title': 1,
  'json-ld': 1,
  microdata: 1,
  headline: 1,
  'json-ld page': 0.5,
  'twitter:title': 0.5,
};
const OTHER = 0.5;
/** A page lists its stories in further `h1`; no more are looked at. */
const MOST_TITLES = 24;
/** A shorter title is a section's or a site's name more often than a headline. */
const LEAST_WORDS = 3;
const SHORT_PENALTY = 0.5;
/** An `h1` that shares fewer of its words with what the page says elsewhere is no headline of this page. */
const LEAST_AGREEMENT = 0.25;

interface Title extends Statement {
  words: string[];
}

const SEPARATOR = /\s+[|·•»«–—-]{1,2}\s+|\s*[|»]\s*|\s+::\s+/;
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}\p{M}]+/gu;

const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];
const lettersOf = (text: string): string => wordsOf(text).join('');

/** Names of the site, and its host, as letters alone. */
function siteLetters({ siteNames, canonical }: Stated, url: string | undefined): Set<string> {
  const names = siteNames.map(({ text }) => lettersOf(text));
  for (const address of [canonical, url])
    if (address && URL.canParse(address)) {
      const host = new URL(address).hostname.replace(/^www\./, '');
      names.push(lettersOf(host), ...host.split('.').slice(0, -1).map(lettersOf));
    }
  return new Set(names.filter((name) => name.length > 2));
}

/** Where a title's parts begin and end, as cut by marks that stand between a headline and a site's name. */
function partsOf(title: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of title.matchAll(new RegExp(SEPARATOR, 'g'))) {
    parts.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  parts.push({ start, end: title.length });
  return parts.filter((part) => part.end > part.start);
}

/** A title without the site's name at either end. */
function withoutSite(title: string, site: ReadonlySet<string>): string {
  const parts = partsOf(title);
  const isSite = ({ start, end }: { start: number; end: number }) =>
    site.has(lettersOf(title.slice(start, end)));
  while (parts.length > 1 && isSite(parts[parts.length - 1])) parts.pop();
  while (parts.length > 1 && isSite(parts[0])) parts.shift();
  return title.slice(parts[0]?.start ?? 0, parts[parts.length - 1]?.end ?? title.length);
}

/** Share of the longer title's words that stand in the other. */
function agreement(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    common++;
    left.set(word, count - 1);
  }
  return common / Math.max(1, a.length, b.length);
}

/** A title, and what is left of it when its first or last parts are taken for a site's or a section's name. */
function formsOf(title: string): string[] {
  const parts = partsOf(title);
  const last = parts[parts.length - 1];
  const forms = [title];
  for (let p = 1; p < parts.length; p++)
    forms.push(title.slice(0, parts[p - 1].end), title.slice(parts[p].start, last.end));
  return forms;
}

const isLong = (words: readonly string[]): boolean => words.length >= LEAST_WORDS;

/** The `h1` that agrees best with what the page says elsewhere: what readers see. Sites put their name and sections in others. */
function shownHeadline(titles: readonly Title[], agreed: string | undefined): string | undefined {
  // One or two words between marks are the name of a section or a site.
  const others = titles
    .filter(({ source }) => source !== 'h1')
    .flatMap(({ text, words }) => [words, ...formsOf(text).map(wordsOf).filter(isLong)]);
  const agreedWords = wordsOf(agreed ?? '');
  let best: Title | undefined;
  let most = 0;
  for (const title of titles) {
    if (title.source !== 'h1') continue;
    if (agreed !== undefined && agreement(title.words, agreedWords) < LEAST_AGREEMENT) continue;
    const score = Math.max(0.01, ...others.map((other) => agreement(title.words, other)));
    if (score > most) [best, most] = [title, score];
  }
  return best && withoutKicker(best, titles);
}

/** A headline without the topic or date that stands in one element with it, where other statements leave that out. */
function withoutKicker({ text, words }: Title, titles: readonly Title[]): string {
  const shorter = titles.filter(
    (other) =>
      other.source !== 'h1' &&
      other.words.length >= LEAST_WORDS &&
      other.words.length < words.length &&
      other.words.every((word, i) => words[words.length - other.words.length + i] === word),
  );
  return shorter.length > 1 ? shorter[0].text : text;
}

/** The title that most statements agree on. */
function agreedHeadline(titles: readonly Title[]): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const form of new Set(titles.flatMap(({ text }) => formsOf(text)))) {
    const words = wordsOf(form);
    let score = words.length < LEAST_WORDS ? -SHORT_PENALTY : 0;
    for (const title of titles) score += (WEIGHTS[title.source] ?? OTHER) * agreement(words, title.words);
    if (score > most) [best, most] = [form, score];
  }
  return best;
}

/**
 * The headline that a page states, without the site's name: the `h1` that agrees with its other statements, else what most of
 * them say; undefined where it says none. `url`: the page's address, which names the site too.
 */
export function statedHeadline(stated: Stated, url?: string): string | undefined {
  const site = siteLetters(stated, url);
  const titles = stated.titles
    .slice(0, MOST_TITLES)
    .map(({ text, source }) => ({ text: withoutSite(text, site), source }))
    .filter(({ text }) => !site.has(lettersOf(text)))
    .map(({ text, source }): Title => ({ text, source, words: wordsOf(text) }));
  const agreed = agreedHeadline(titles.filter(({ source }) => source !== 'h1'));
  return shownHeadline(titles, agreed) ?? agreed;
}
