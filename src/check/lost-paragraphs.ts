import { containment, shingleSet, wordHashes } from '../fingerprint/shingles.js';
import { parseText } from '../parse/text.js';
import { ARTICLE_ROLES, type Role } from '../roles.js';
import type { Result } from '../types.js';
import { excerpt } from './excerpt.js';
import { factsOf } from './facts.js';
import type { Observation, TextFacts } from './types.js';

/** What a cleaned text has lost of an article. */
export interface Lost {
  /** Words of the article that are looked for, and of those the lost ones. */
  words: number;
  lost: number;
  seen: Observation[];
}

const ARTICLE: ReadonlySet<Role> = new Set(ARTICLE_ROLES);
/** Paragraphs of fewer words are left out: titles and bylines come and go with the settings. */
const LEAST_WORDS = 10;
/** A paragraph that may be boilerplate is none that must stay. */
const MOST_DOUBT = 0.25;
/** Of a paragraph that was split or mended at its ends, at least so many of the shingles are there. */
const LEAST_THERE = 0.5;

/** Paragraphs that are surely article and of whose shingles the cleaned text has less than half. */
export function lostParagraphs(facts: TextFacts, { verdicts }: Result, cleaned: string | null): Lost {
  const { page, tokens, words } = facts;
  const other = cleaned === null ? undefined : factsOf(parseText(cleaned));
  const there = other ? shingleSet(wordHashes(other.page.text, other.tokens)) : new Uint32Array();
  const out: Lost = { words: 0, lost: 0, seen: [] };
  page.children.forEach(({ start, end }, p) => {
    if (words[p] < LEAST_WORDS || !verdicts[p].keep || verdicts[p].score > MOST_DOUBT) return;
    if (!ARTICLE.has(verdicts[p].role)) return;
    out.words += words[p];
    const own = shingleSet(wordHashes(page.text, tokens, tokens.first[p], tokens.first[p + 1]));
    if (containment(own, there) >= LEAST_THERE) return;
    out.lost += words[p];
    const saw = excerpt(page.text.slice(start, end));
    out.seen.push({ rule: 'over-removal', start, end, saw, reason: `lost by cleaning: "${saw}"` });
  });
  if (cleaned === null)
    out.seen = [
      {
        rule: 'over-removal',
        start: 0,
        end: 0,
        whole: true,
        reason: 'there is no cleaned document of this name',
      },
    ];
  return out;
}
