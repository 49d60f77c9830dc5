import { isQuoted } from './match/quoted.js';
import type { Hit, Matches, RuleList } from './match/rule-set.js';
import { loadSentenceParser, sentenceStarts } from './parse/sentences.js';
import { splitParagraphs } from './parse/split.js';
import type { Tokens } from './parse/tokens.js';
import { isWordToken } from './parse/tokens.js';
import { METADATA_ROLES, type Role } from './roles.js';
import type { Page, Paragraph } from './types.js';

/** A hit that covers more than this is the whole paragraph's, not a stretch glued to it. */
const MOST_COVER = 0.5;
/** Shorter paragraphs are one thing or the other. */
const LEAST_WORDS = 16;
/** What is left of the paragraph must be worth a decision of its own. */
const LEAST_LEFT = 8;
/** Weight a rule must have inside running text: weak marks stand in articles too. */
const LEAST_WEIGHT = 0.8;
/** Share of a sentence's words that its hits must cover. */
const SENTENCE_COVER = 0.25;

const METADATA = new Set<Role>(METADATA_ROLES);

/** Paragraphs in which a stretch is marked as boilerplate and the rest is not. */
function candidates(page: Page, rules: RuleList, { hits, words }: Matches): Map<number, Hit[]> {
  const found = new Map<number, Hit[]>();
  for (const hit of hits) {
    if (
      hit.cover > MOST_COVER ||
      words[hit.paragraph] < LEAST_WORDS ||
      METADATA.has(rules.rules[hit.rule].role)
    )
      continue;
    if (rules.weights[hit.rule].part < LEAST_WEIGHT || rules.rules[hit.rule].kind !== 'phrases') continue;
    const list = found.get(hit.paragraph);
    if (list) list.push(hit);
    else found.set(hit.paragraph, [hit]);
  }
  for (const [p, list] of found)
    if (isQuoted(page.text, page.children[p].start, list[0].start)) found.delete(p);
  return found;
}

function countWordsBetween(tokens: Tokens, paragraph: number, start: number, end: number): number {
  let words = 0;
  for (let i = tokens.first[paragraph]; i < tokens.first[paragraph + 1]; i++)
    if (isWordToken(tokens.kind[i]) && tokens.start[i] >= start && tokens.end[i] <= end) words++;
  return words;
}

/** Where to cut a paragraph: at its head or its tail, around the sentences that hits mark. Empty where it stays whole. */
function cutsOf(page: Page, tokens: Tokens, paragraph: Paragraph, hits: readonly Hit[]): number[] {
  const text = page.text.slice(paragraph.start, paragraph.end);
  const starts = sentenceStarts(text).map((offset) => offset + paragraph.start);
  if (starts.length < 2) return [];
  const marked = starts.map((start, s) => {
    const end = starts[s + 1] ?? paragraph.end;
    const inside = hits.filter((hit) => hit.start >= start && hit.end <= end);
    if (inside.length === 0) return false;
    const covered = inside.reduce(
      (sum, hit) => sum + countWordsBetween(tokens, paragraph.index, hit.start, hit.end),
      0,
    );
    return covered >= SENTENCE_COVER * countWordsBetween(tokens, paragraph.index, start, end);
  });
  let head = 0;
  while (head < marked.length && marked[head]) head++;
  let tail = marked.length;
  while (tail > head && marked[tail - 1]) tail--;
  const cuts: number[] = [];
  if (head > 0 && head < marked.length) cuts.push(starts[head]);
  if (tail < marked.length && tail > head) cuts.push(starts[tail]);
  const left = countWordsBetween(
    tokens,
    paragraph.index,
    starts[head] ?? paragraph.end,
    starts[tail] ?? paragraph.end,
  );
  return left >= LEAST_LEFT ? cuts : [];
}

/**
 * Splits lines in which boilerplate is glued to article text, at sentence boundaries.
 * @returns the page with the parts as paragraphs of their own, or undefined where nothing was split.
 */
export async function splitGlued(
  page: Page,
  tokens: Tokens,
  rules: RuleList,
  matches: Matches,
): Promise<Page | undefined> {
  const found = candidates(page, rules, matches);
  if (found.size === 0) return undefined;
  await loadSentenceParser();
  return splitParagraphs(page, (paragraph) => {
    const hits = found.get(paragraph.index);
    return hits ? cutsOf(page, tokens, paragraph, hits) : [];
  });
}
