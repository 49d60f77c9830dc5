import { fingerprint, formatFingerprint } from '../match/kinds/fingerprint.js';
import { countWords } from '../match/rule-set.js';
import { isWordToken, type Tokens, tokenise } from '../parse/tokens.js';
import type { Result } from '../types.js';
import { nearKeys } from './near.js';
import { type CountKind, type CountRow, hashText, PLACE_BINS, toWitness } from './observation.js';
import { templatesOf } from './templates.js';

/** Longer paragraphs are no chrome. */
const MOST_CHARACTERS = 4000;
/** Witnesses of templates are lines. */
const LINE_CHARACTERS = 600;
/** A sentence at the edge of a paragraph that may be a phrase. */
const PHRASE_WORDS = { least: 3, most: 8 };
/** A paragraph shorter than this is a line, not one with a phrase in it. */
const GLUED_WORDS = 15;
const BITS = 63;

function wordsOf(text: string, tokens: Tokens, from: number, to: number): string[] {
  const words: string[] = [];
  for (let i = from; i < to; i++)
    if (isWordToken(tokens.kind[i])) words.push(text.slice(tokens.start[i], tokens.end[i]).toLowerCase());
  return words;
}

/** Short first and last sentences of a longer paragraph, as anchored phrases. */
function phrasesOf(text: string, tokens: Tokens, from: number, to: number): string[] {
  const ends: number[] = [];
  for (let i = from; i < to; i++)
    if (/[.!?]/.test(text[tokens.start[i]]) && tokens.end[i] < text.length && /\s/.test(text[tokens.end[i]]))
      ends.push(i);
  if (ends.length === 0) return [];
  const first = wordsOf(text, tokens, from, ends[0]);
  const last = wordsOf(text, tokens, ends.at(-1)! + 1, to);
  const fits = (words: readonly string[]) =>
    words.length >= PHRASE_WORDS.least &&
    words.length <= PHRASE_WORDS.most &&
    words.every((w) => /^[\p{L}\p{N}'’]+$/u.test(w) && !/^\d/.test(w));
  return [...(fits(first) ? [`^${first.join(' ')}`] : []), ...(fits(last) ? [`${last.join(' ')}$`] : [])];
}

/** Bit of the page's longest paragraph: copies of a page have the same. */
function varietyBit(prints: readonly string[], words: ArrayLike<number>): bigint {
  let longest = 0;
  for (let p = 1; p < words.length; p++) if (words[p] > words[longest]) longest = p;
  return 1n << BigInt(Number.parseInt((prints[longest] ?? '0').slice(0, 8), 16) % BITS);
}

/**
 * What one cleaned page adds to the counts of its site: each key once, however often it stands there.
 * @param day ISO 8601 day of the page; empty where it is not known.
 */
export function observe({ page, verdicts }: Result, site: string, day: string): CountRow[] {
  const { text, children } = page;
  const tokens = tokenise(page);
  const words = countWords(page, tokens);
  const prints = children.map(({ index }) =>
    formatFingerprint(fingerprint(tokens, tokens.first[index], tokens.first[index + 1])),
  );
  const variety = varietyBit(prints, words);
  const rows = new Map<string, CountRow>();
  const add = (p: number, kind: CountKind, key: string, template: string, line: string) => {
    if (rows.has(kind + key)) return;
    const place = Math.min(PLACE_BINS, Math.floor((p / children.length) * PLACE_BINS) + 1);
    const at = (bin: number) => (kind !== 'site' && place === bin ? 1 : 0);
    const witness = toWitness(Number.parseInt(hashText(line).slice(0, 8), 16), line);
    rows.set(kind + key, {
      site,
      kind,
      key,
      role: kind === 'site' ? '' : verdicts[p].role,
      template,
      documents: 1,
      article: kind !== 'site' && verdicts[p].keep ? 1 : 0,
      first_seen: day || null,
      last_seen: day || null,
      place_1: at(1),
      place_2: at(2),
      place_3: at(3),
      place_4: at(4),
      place_5: at(5),
      variety,
      low: witness,
      high: witness,
    });
  };
  add(0, 'site', '', '', '');
  for (const { index, start, end } of children) {
    if (words[index] === 0 || end - start > MOST_CHARACTERS) continue;
    // Half of a character has no UTF-8: every engine would make something else of it.
    const line = text
      .slice(start, end)
      .replace(/\s+/g, ' ')
      .replace(/\p{Surrogate}/gu, '\ufffd');
    const [from, to] = [tokens.first[index], tokens.first[index + 1]];
    add(index, 'exact', prints[index], '', line);
    if (words[index] >= GLUED_WORDS)
      for (const phrase of phrasesOf(text, tokens, from, to))
        add(index, 'phrase', hashText(phrase), phrase, '');
    if (line.length > LINE_CHARACTERS) continue;
    for (const template of templatesOf(text, tokens, from, to))
      add(index, 'template', hashText(template), template, line);
    for (const key of nearKeys(tokens, from, to)) add(index, 'near', key, '', line);
  }
  return [...rows.values()];
}
