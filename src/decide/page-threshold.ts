/** What a page's scores say of the page as a whole. */
export interface PageThreshold {
  /** Probability of "not article" above which its paragraphs go. */
  threshold: number;
  /** Expected F of the words kept at that threshold, and of keeping all. */
  expected: number;
  keepAll: number;
}

/** Recall counts this much more than precision: a lost sentence is worse than a line of chrome. */
const BETA = 1.1;
const B = BETA ** 2;
/** Above this probability a paragraph goes whatever the page. */
const SURE = 0.97;
/**
 * By how much removing anything must raise the expected F: a text that is all but clean is left alone, but for what
 * is sure to be no part of it. Chosen on gold articles alone and on other tools' output: see docs/model.md.
 */
const LEAST_GAIN = 0.03;
/** A page without an article has nothing to gain either: a clean text is one of which most is article. */
const LEAST_CLEAN = 0.5;
const CLEAN_THRESHOLD = 0.99;

/**
 * The threshold that makes the expected F-beta of a page's kept words largest. With A(k) the expected article words
 * among the k likeliest paragraphs, W(k) their words, A the expected article words of the page and b = beta squared,
 * F(k) = (1 + b) A(k) / (W(k) + b A); a paragraph is worth keeping while its probability of being article is at least the
 * best F over 1 + b (Ye et al., "Optimizing F-measure", 2012; Lipton et al., 2014). On a page where all is doubtful more
 * stays than on a clear one.
 * @param probability of "not article", one a paragraph.
 */
export function pageThreshold(probability: Float64Array, words: ArrayLike<number>): PageThreshold {
  const order = Array.from(probability.keys()).sort((a, b) => probability[a] - probability[b] || a - b);
  let article = 0;
  let all = 0;
  for (const p of order) {
    article += words[p] * (1 - probability[p]);
    all += words[p];
  }
  let kept = 0;
  let right = 0;
  let expected = 0;
  for (const p of order) {
    kept += words[p];
    right += words[p] * (1 - probability[p]);
    expected = Math.max(expected, ((1 + B) * right) / Math.max(1e-9, kept + B * article));
  }
  const keepAll = ((1 + B) * article) / Math.max(1e-9, all + B * article);
  const best = Math.min(SURE, 1 - expected / (1 + B));
  return {
    threshold:
      keepAll >= LEAST_CLEAN && expected - keepAll < LEAST_GAIN ? Math.max(best, CLEAN_THRESHOLD) : best,
    expected,
    keepAll,
  };
}
