import type { Tokens } from '../parse/tokens.js';
import { logit, type Scores, sigmoid } from '../score/score.js';
import { findHeadlines } from './headline.js';
import { pageThreshold } from './page-threshold.js';

/** Score above which a paragraph is removed. Scores are calibrated for each page, so that this is its best threshold. */
export const DEFAULT_THRESHOLD = 0.5;

/**
 * A paragraph of so many words, or with so much of its page's, stays: where tools run a whole article together, one mark in
 * it is no reason. Of the corpus's 18 lines of 300 words or more, 12 are article; cross-validation removes one of the
 * others.
 */
const LONG_WORDS = 300;
const LONG_SHARE = 0.5;
const LONG_LEAST = 60;

const NONE: ReadonlyMap<number, number> = new Map();

/** What stays of a page, and why. */
export interface Decision {
  /** Calibrated probability that a paragraph is no part of the article. */
  score: Float64Array;
  /** Log-odds that calibration took off each paragraph's score: the page's own threshold. */
  shift: number;
  /** 1 where a paragraph is taken for article. Headlines are decided apart. */
  article: Uint8Array;
  /** The page's headline and its copies; the likeliest first. */
  headlines: number[];
}

/**
 * Decides which paragraphs are the article, each by its own score: nothing is cut because of where something else stands.
 * @param learned log-odds that signatures add, by paragraph.
 * @param calibrate whether scores are held against the page's own threshold.
 */
export function decide(
  scores: Scores,
  tokens: Tokens,
  threshold: number,
  calibrate: boolean,
  learned: ReadonlyMap<number, number> = NONE,
): Decision {
  const { logOdds, words } = scores;
  const shift = calibrate ? logit(pageThreshold(logOdds.map(sigmoid), words).threshold) : 0;
  const score = logOdds.map((odds) => sigmoid(odds - shift));
  const headlines = findHeadlines(scores, score, tokens);
  // After the page's threshold and its headline: what is learned of a paragraph says nothing of the others.
  for (const [p, weight] of learned)
    if (!headlines.includes(p)) score[p] = sigmoid(logOdds[p] - shift + weight);
  const total = words.reduce((sum, w) => sum + w, 0);
  const long = (w: number) => w >= LONG_WORDS || (w >= LONG_LEAST && w >= LONG_SHARE * total);
  const article = Uint8Array.from(score, (s, p) => (s <= threshold || (calibrate && long(words[p])) ? 1 : 0));
  for (const p of headlines) article[p] = 0;
  return { score, shift, article, headlines };
}
