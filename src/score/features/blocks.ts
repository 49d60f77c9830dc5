import type { FeatureGroup, FeatureInput, Shared, Stretch } from './types.js';

/** Running paragraphs with no more than this many others between them belong to one block. */
const REACH = 4;
const FAR = 99;

/**
 * Blocks of running text: an article, a second article under it, a comment thread, a row of teasers with blurbs. Each
 * is held against the largest: how long, how far from it, how many words they share.
 */
export const blocks: FeatureGroup = {
  features: [
    { name: 'blocks', why: 'the page has several blocks of text' },
    { name: 'block-place', why: 'stands in a late block of text' },
    { name: 'block-length', why: 'its block of text is long' },
    { name: 'block-share', why: "its block holds most of the page's running text" },
    { name: 'block-rank', why: 'larger blocks of text stand in the page' },
    { name: 'block-from-main', why: 'distance of its block to the largest one' },
    { name: 'block-likeness', why: 'its block shares words with the largest one' },
    { name: 'block-paragraph', why: 'the paragraphs of its block are long' },
    { name: 'block-pure', why: 'its block is running text only' },
    { name: 'block-phrases', why: 'the phrases of its block are those of boilerplate' },
    { name: 'block-rules', why: 'rules mark lines of its block' },
    { name: 'block-dates', why: 'lines of numbers recur in its block' },
    { name: 'to-block', why: 'distance to the nearest block of text' },
    { name: 'in-text', why: 'stands inside a block of text' },
  ],
  fill(input, c, shared) {
    const found = findBlocks(shared);
    if (found.length === 0) return;
    const facts = found.map((block) => describe(block, shared));
    const order = facts.map((_, b) => b).sort((a, b) => facts[b].words - facts[a].words || a - b);
    const rank = new Uint16Array(found.length);
    order.forEach((b, place) => {
      rank[b] = place;
    });
    const main = order[0];
    const total = facts.reduce((sum, { words }) => sum + words, 0);
    const likeness = found.map((block, b) =>
      b === main ? 1 : likenessOf(input, block, found[main], shared),
    );
    const n = shared.length.length;
    let b = 0;
    for (let p = 0; p < n; p++) {
      // The nearest block: the next one from halfway on.
      while (b + 1 < found.length && p - found[b].to > found[b + 1].from - p) b++;
      const { from, to } = found[b];
      const inside = p >= from && p <= to;
      c[0][p] = Math.min(20, found.length);
      c[1][p] = b / found.length;
      c[2][p] = Math.log2(1 + facts[b].words);
      c[3][p] = facts[b].words / Math.max(1, total);
      c[4][p] = Math.min(20, rank[b]);
      c[5][p] = clamp(b < main ? to - found[main].from : b > main ? from - found[main].to : 0);
      c[6][p] = likeness[b];
      c[7][p] = facts[b].words / facts[b].running;
      c[8][p] = facts[b].running / (to - from + 1);
      c[9][p] = facts[b].phrase;
      c[10][p] = facts[b].marked;
      c[11][p] = facts[b].dates;
      c[12][p] = inside ? 0 : clamp(p < from ? p - from : p - to);
      c[13][p] = inside ? 1 : 0;
    }
  },
};

function clamp(distance: number): number {
  return Math.max(-FAR, Math.min(FAR, distance));
}

function findBlocks({ running }: Shared): Stretch[] {
  const found: Stretch[] = [];
  for (let p = 0; p < running.length; p++) {
    if (!running[p]) continue;
    const last = found.at(-1);
    if (last && p - last.to <= REACH + 1) last.to = p;
    else found.push({ from: p, to: p });
  }
  return found;
}

/** Share of numbers from which a short line is taken for a date, a time or a count. */
const DATE_NUMBERS = 0.3;

function describe({ from, to }: Stretch, shared: Shared) {
  let words = 0;
  let running = 0;
  let phrase = 0;
  let marked = 0;
  let dates = 0;
  for (let p = from; p <= to; p++) {
    if (shared.running[p]) {
      words += shared.length[p];
      running++;
    }
    phrase += shared.phrase[p];
    if (shared.ruleWeight[p] > 1) marked++;
    if (shared.length[p] <= 8 && shared.numbers[p] >= DATE_NUMBERS) dates++;
  }
  const lines = to - from + 1;
  return { words, running, phrase: phrase / lines, marked: marked / lines, dates: dates / lines };
}

/** Share of a block's different topic words that the main block has too. */
function likenessOf({ tokens }: FeatureInput, block: Stretch, main: Stretch, { vocabulary }: Shared): number {
  const { id, size, running, common } = vocabulary;
  const seen = new Uint8Array(size);
  for (let i = tokens.first[main.from]; i < tokens.first[main.to + 1]; i++) if (id[i] >= 0) seen[id[i]] = 1;
  let words = 0;
  let both = 0;
  for (let i = tokens.first[block.from]; i < tokens.first[block.to + 1]; i++) {
    const word = id[i];
    if (word < 0 || running[word] >= common || seen[word] > 1) continue;
    words++;
    if (seen[word] === 1) both++;
    seen[word] += 2;
  }
  return words === 0 ? 0 : both / words;
}
