import type { Tokens } from '../../parse/tokens.js';
import type { FeatureGroup, Shared } from './types.js';

const FAR = 60;
/** Paragraphs at the head of the densest block that say what the article is about. */
const LEAD = 3;

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
    { name: 'block-words', why: 'shares words with the densest block of text' },
    { name: 'lead-words', why: 'shares words with the first paragraphs of the text' },
    { name: 'headline-share', why: 'most of its words stand in the likely headline' },
    { name: 'topic-around', why: 'the paragraphs around it share words with the text' },
  ],
  fill({ tokens }, c, shared) {
    const n = shared.length.length;
    const { id, paragraphs, running, inBlock, common } = shared.vocabulary;
    const lead = leadWords(tokens, shared);
    for (let p = 0; p < n; p++) {
      const own = shared.running[p];
      const inside = p >= shared.block.from && p <= shared.block.to ? 1 : 0;
      let words = 0;
      let small = 0;
      let topic = 0;
      let fresh = 0;
      let block = 0;
      let early = 0;
      for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) {
        const word = id[i];
        if (word < 0) continue;
        words++;
        if (running[word] >= common) {
          small++;
          continue;
        }
        if (running[word] > own) topic++;
        else if (paragraphs[word] <= 1) fresh++;
        if (inBlock[word] > inside) block++;
        if (lead[word]) early++;
      }
      const w = Math.max(1, words);
      const content = Math.max(1, words - small);
      c[0][p] = small / w;
      c[1][p] = topic / content;
      c[2][p] = Math.min(20, topic);
      c[3][p] = fresh / w;
      c[5][p] = words >= 3 && words <= 30 ? (topic * topic) / content : 0;
      c[7][p] = block / content;
      c[8][p] = early / content;
    }
    smooth(c[7], shared.length, c[10]);
    const headline = likelyHeadline(c[5], shared);
    for (let p = 0; p < n; p++) c[6][p] = headline < 0 ? -99 : Math.max(-FAR, Math.min(FAR, p - headline));
    if (headline >= 0) shareWith(tokens, shared, headline, c[4], c[9]);
  },
};

/** Words of the first running paragraphs of the densest block, as a flag a word. */
function leadWords(tokens: Tokens, { block, running, vocabulary: { id, size } }: Shared): Uint8Array {
  const lead = new Uint8Array(size);
  let left = LEAD;
  for (let p = block.from; p <= block.to && left > 0; p++) {
    if (!running[p]) continue;
    left--;
    for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) if (id[i] >= 0) lead[id[i]] = 1;
  }
  return lead;
}

const AROUND = 4;

/** Mean over the paragraphs around, weighed by their words. */
function smooth(column: Float32Array, length: Float32Array, out: Float32Array): void {
  const n = column.length;
  for (let p = 0; p < n; p++) {
    let sum = 0;
    let weight = 0;
    for (let k = Math.max(0, p - AROUND); k <= Math.min(n - 1, p + AROUND); k++) {
      const w = Math.min(length[k], 30);
      sum += column[k] * w;
      weight += w;
    }
    out[p] = weight > 0 ? sum / weight : 0;
  }
}

/** How far above the running text a headline may stand. */
const HEADLINE_REACH = 40;

/** The paragraph above the running text whose words recur in it most, or -1. */
function likelyHeadline(likeness: Float32Array, { running, length }: Shared): number {
  const first = running.indexOf(1);
  let best = -1;
  const to = first < 0 ? length.length : first;
  for (let p = Math.max(0, to - HEADLINE_REACH); p < to; p++)
    if (length[p] >= 3 && likeness[p] > 0 && (best < 0 || likeness[p] > likeness[best])) best = p;
  return best;
}

function shareWith(
  tokens: Tokens,
  { vocabulary: { id, size, running, common }, length }: Shared,
  headline: number,
  count: Float32Array,
  share: Float32Array,
): void {
  const title = new Uint8Array(size);
  for (let i = tokens.first[headline]; i < tokens.first[headline + 1]; i++)
    if (id[i] >= 0 && running[id[i]] < common) title[id[i]] = 1;
  for (let p = 0; p < length.length; p++) {
    let shared = 0;
    for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) if (id[i] >= 0 && title[id[i]]) shared++;
    count[p] = Math.min(8, shared);
    share[p] = shared / Math.max(1, tokens.first[p + 1] - tokens.first[p]);
  }
}
