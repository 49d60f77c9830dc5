import type { FeatureGroup, FeatureInput, Shared, Stretch } from './types.js';

/**
 * The stretches between running paragraphs. What a list inside an article and a teaser list look like line by line is
 * the same; as a whole they differ: by what they share with the text, by their capitals, marks and phrases.
 */
export const gaps: FeatureGroup = {
  features: [
    { name: 'gap-lines', why: 'stands in a long stretch without running text' },
    { name: 'gap-words', why: 'stands in a stretch of many words without running text' },
    { name: 'gap-size', why: 'the lines of its stretch are long' },
    { name: 'gap-sentences', why: 'the lines of its stretch end like sentences' },
    { name: 'gap-capitals', why: 'the lines of its stretch are full of capitals' },
    { name: 'gap-numbers', why: 'the lines of its stretch are full of numbers' },
    { name: 'gap-copies', why: 'lines of its stretch recur in the page' },
    { name: 'gap-rules', why: 'rules mark lines of its stretch' },
    { name: 'gap-phrases', why: 'the phrases of its stretch are those of boilerplate' },
    { name: 'gap-bullets', why: 'its stretch is a list' },
    { name: 'gap-echo', why: 'the lines of its stretch echo each other, as teasers do' },
    { name: 'gap-topic', why: 'its stretch shares words with the text' },
    { name: 'gap-place', why: 'stands late in its stretch' },
    { name: 'gap-from-start', why: 'stands far below the running text above' },
    { name: 'gap-to-end', why: 'stands far above the running text below' },
    { name: 'gap-inner', why: 'its stretch stands inside the densest block of text' },
    { name: 'gap-above', why: 'lines without running text above it' },
    { name: 'gap-below', why: 'lines without running text below it' },
    { name: 'text-above', why: 'the running text right above is long' },
    { name: 'text-below', why: 'the running text right below is long' },
  ],
  fill(input, c, shared) {
    const n = shared.length.length;
    for (let p = 0; p < n; ) {
      const running = shared.running[p];
      let to = p;
      while (to + 1 < n && shared.running[to + 1] === running) to++;
      if (running) fillText({ from: p, to }, c, shared);
      else fillGap(input, { from: p, to }, c, shared);
      p = to + 1;
    }
  },
};

const ABOVE = 15;

function fillGap(input: FeatureInput, { from, to }: Stretch, c: Float32Array[], shared: Shared): void {
  const lines = to - from + 1;
  const sums = new Float64Array(10);
  for (let p = from; p <= to; p++) {
    sums[0] += shared.length[p];
    sums[1] += shared.terminal[p];
    sums[2] += shared.capitals[p];
    sums[3] += shared.numbers[p];
    if (shared.copies[p] > 1) sums[4]++;
    if (shared.ruleWeight[p] > 1) sums[5]++;
    sums[6] += shared.phrase[p];
    if (input.page.children[p].bullet !== 'none') sums[7]++;
    sums[8] += shared.echo[p];
    sums[9] += topicOf(input, p, shared);
  }
  const inner = from > shared.block.from && to < shared.block.to ? 1 : 0;
  const above = textBefore(shared, from);
  const below = textAfter(shared, to);
  for (let p = from; p <= to; p++) {
    c[0][p] = Math.log2(lines);
    c[1][p] = Math.log2(1 + sums[0]);
    c[2][p] = sums[0] / lines;
    c[3][p] = sums[1] / lines;
    c[4][p] = sums[2] / lines;
    c[5][p] = sums[3] / lines;
    c[6][p] = sums[4] / lines;
    c[7][p] = sums[5] / lines;
    c[8][p] = sums[6] / lines;
    c[9][p] = sums[7] / lines;
    c[10][p] = sums[8] / lines;
    c[11][p] = sums[9] / Math.max(1, sums[0]);
    c[12][p] = (p - from + 0.5) / lines;
    c[13][p] = Math.min(60, p - from);
    c[14][p] = Math.min(60, to - p);
    c[15][p] = inner;
    c[16][p] = Math.min(60, p - from);
    c[17][p] = Math.min(60, to - p);
    c[18][p] = above;
    c[19][p] = below;
  }
}

/** Words of the paragraph that the densest block has and that are no small words. */
function topicOf(
  { tokens }: FeatureInput,
  p: number,
  { vocabulary: { id, inBlock, running, common } }: Shared,
): number {
  let topic = 0;
  for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) {
    const word = id[i];
    if (word >= 0 && running[word] < common && inBlock[word] > 0) topic++;
  }
  return topic;
}

/** log2 of the words of the running paragraphs in the stretch of text that ends right before a gap. */
function textBefore({ running, length }: Shared, from: number): number {
  let words = 0;
  for (let p = from - 1; p >= 0 && running[p] && p > from - ABOVE; p--) words += length[p];
  return Math.log2(1 + words);
}

function textAfter({ running, length }: Shared, to: number): number {
  let words = 0;
  for (let p = to + 1; p < length.length && running[p] && p < to + ABOVE; p++) words += length[p];
  return Math.log2(1 + words);
}

/** A running paragraph has no gap of its own: how long the gaps above and below its stretch of text are. */
function fillText({ from, to }: Stretch, c: Float32Array[], { running, length, block }: Shared): void {
  let above = 0;
  while (from - 1 - above >= 0 && !running[from - 1 - above] && above < 60) above++;
  let below = 0;
  while (to + 1 + below < length.length && !running[to + 1 + below] && below < 60) below++;
  let words = 0;
  for (let p = from; p <= to; p++) words += length[p];
  for (let p = from; p <= to; p++) {
    c[0][p] = -1;
    c[1][p] = -1;
    c[2][p] = words / (to - from + 1);
    c[12][p] = (p - from + 0.5) / (to - from + 1);
    c[13][p] = -1 - Math.min(60, p - from);
    c[14][p] = -1 - Math.min(60, to - p);
    c[15][p] = p >= block.from && p <= block.to ? 1 : 0;
    c[16][p] = above;
    c[17][p] = below;
    c[18][p] = c[19][p] = Math.log2(1 + words);
  }
}
