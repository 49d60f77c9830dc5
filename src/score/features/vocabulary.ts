import { Token } from '../../parse/tokens.js';
import type { FeatureGroup, FeatureInput, Shared } from './types.js';

/** A word in this share of the running paragraphs is one of the language's small words, whatever the language. */
const COMMON_SHARE = 0.2;
const COMMON_LEAST = 3;

/** Words of the page: which are common in its running text (the language's small words), which are its topic. */
export const vocabulary: FeatureGroup = {
  features: [
    { name: 'common-words', why: 'has the small words of running text' },
    { name: 'topic-words', why: 'shares words with the running text' },
    { name: 'topic-count', why: 'shares many words with the running text' },
    { name: 'new-words', why: 'has words that stand nowhere else in the page' },
    { name: 'headline-words', why: 'shares words with the likely headline' },
    { name: 'title-likeness', why: "its words recur in the running text as a headline's do" },
    { name: 'from-headline', why: 'distance to the likely headline' },
  ],
  fill(input, c, shared) {
    const { page, tokens, words } = input;
    const n = page.children.length;
    const { running, everywhere, paragraphs } = countWordsOfPage(input, shared);
    const common = Math.max(COMMON_LEAST, paragraphs * COMMON_SHARE);
    for (let p = 0; p < n; p++) {
      const own = shared.running[p];
      let small = 0;
      let topic = 0;
      let fresh = 0;
      for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) {
        const kind = tokens.kind[i];
        if (kind === Token.Number || kind >= Token.Punctuation) continue;
        const count = (running.get(tokens.hash[i]) ?? 0) - own;
        if (count + own >= common) small++;
        else if (count > 0) topic++;
        else if ((everywhere.get(tokens.hash[i]) ?? 0) <= 1) fresh++;
      }
      const w = Math.max(1, words[p]);
      c[0][p] = small / w;
      c[1][p] = topic / Math.max(1, words[p] - small);
      c[2][p] = Math.min(20, topic);
      c[3][p] = fresh / w;
      c[5][p] = words[p] >= 3 && words[p] <= 30 ? (topic * topic) / Math.max(1, words[p] - small) : 0;
    }
    const headline = likelyHeadline(c[5], shared, words);
    for (let p = 0; p < n; p++) c[6][p] = headline < 0 ? -99 : Math.max(-60, Math.min(60, p - headline));
    if (headline >= 0) shareWith(input, headline, running, common, c[4]);
  },
};

function countWordsOfPage({ page, tokens }: FeatureInput, shared: Shared) {
  const running = new Map<number, number>();
  const everywhere = new Map<number, number>();
  const last = new Map<number, number>();
  let paragraphs = 0;
  for (let p = 0; p < page.children.length; p++) {
    if (shared.running[p]) paragraphs++;
    for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) {
      const kind = tokens.kind[i];
      if (kind === Token.Number || kind >= Token.Punctuation) continue;
      const hash = tokens.hash[i];
      // Each paragraph counts a word once.
      if (last.get(hash) === p) continue;
      last.set(hash, p);
      everywhere.set(hash, (everywhere.get(hash) ?? 0) + 1);
      if (shared.running[p]) running.set(hash, (running.get(hash) ?? 0) + 1);
    }
  }
  return { running, everywhere, paragraphs };
}

/** How far above the running text a headline may stand. */
const HEADLINE_REACH = 40;

/** The paragraph above the running text whose words recur in it most, or -1. */
function likelyHeadline(likeness: Float32Array, shared: Shared, words: Uint32Array): number {
  const first = shared.running.indexOf(1);
  let best = -1;
  const to = first < 0 ? words.length : first;
  for (let p = Math.max(0, to - HEADLINE_REACH); p < to; p++)
    if (words[p] >= 3 && likeness[p] > 0 && (best < 0 || likeness[p] > likeness[best])) best = p;
  return best;
}

function shareWith(
  { tokens, words }: FeatureInput,
  headline: number,
  running: Map<number, number>,
  common: number,
  out: Float32Array,
): void {
  const set = new Set<number>();
  for (let i = tokens.first[headline]; i < tokens.first[headline + 1]; i++)
    if (tokens.kind[i] < Token.Punctuation && (running.get(tokens.hash[i]) ?? 0) < common)
      set.add(tokens.hash[i]);
  for (let p = 0; p < words.length; p++) {
    let shared = 0;
    for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) if (set.has(tokens.hash[i])) shared++;
    out[p] = Math.min(8, shared);
  }
}
