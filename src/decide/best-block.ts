/** Words of a paragraph count for the block up to this many: one long paragraph must not outvote its surroundings. */
const MOST_WORDS = 80;

/** The stretch whose paragraphs, weighed by their words, are likeliest to be the article (Kadane's algorithm). */
export function bestBlock(first: ArrayLike<number>, words: ArrayLike<number>): { from: number; to: number } {
  let best = 0;
  let from = 0;
  let sum = 0;
  const block = { from: 0, to: -1 };
  for (let p = 0; p < first.length; p++) {
    sum += (0.5 - first[p]) * (4 + Math.min(MOST_WORDS, words[p]));
    if (sum <= 0) {
      sum = 0;
      from = p + 1;
    } else if (sum > best) {
      best = sum;
      block.from = from;
      block.to = p;
    }
  }
  return block;
}
