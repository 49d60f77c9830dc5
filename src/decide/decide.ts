import type { Tokens } from '../parse/tokens.js';
import { logit, type Scores, sigmoid } from '../score/score.js';
import { findHeadlines } from './headline.js';
import { pageThreshold } from './page-threshold.js';
import { IMPOSSIBLE, IS_ARTICLE, type RoleNamer } from './roles.js';

/** Score above which a paragraph is removed. Scores are calibrated for each page, so that this is its best threshold. */
export const DEFAULT_THRESHOLD = 0.5;

/** This near to the threshold, what stands around decides with the score; see docs/model.md for how it was chosen. */
const DOUBT = 0.3;
/** In favour of keeping, in log-odds, where the score is in doubt: a lost sentence is worse than a line of chrome. */
const KEEP_IN_DOUBT = 0.4;
/** How much the score counts beside the roles where it is in doubt. */
const SCORE_IN_DOUBT = 0.8;
/** Paragraphs on both sides of a doubtful stretch that are looked at with it. */
const AROUND = 4;

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
 * Decides which paragraphs are the article: by their scores, calibrated for the page, and where those are in doubt by
 * the likeliest sequence of roles. Nothing is cut because of where something else stands.
 * @param namer names roles; without one, scores are not calibrated and decide alone.
 */
export function decide(scores: Scores, tokens: Tokens, threshold: number, namer?: RoleNamer): Decision {
  const { logOdds, words } = scores;
  const shift = namer ? logit(pageThreshold(logOdds.map(sigmoid), words).threshold) : 0;
  const score = logOdds.map((odds) => sigmoid(odds - shift));
  const headlines = findHeadlines(scores, score, tokens);
  const article = Uint8Array.from(score, (s) => (s <= threshold ? 1 : 0));
  if (namer) settleDoubts(score, article, threshold, namer);
  for (const p of headlines) article[p] = 0;
  return { score, shift, article, headlines };
}

/** Decides doubtful paragraphs anew, by the likeliest roles of the stretches around them. */
function settleDoubts(score: Float64Array, article: Uint8Array, threshold: number, namer: RoleNamer): void {
  const n = score.length;
  const doubtful = (p: number) => Math.abs(score[p] - threshold) < DOUBT && threshold > 0 && threshold < 1;
  const centre = logit(Math.min(0.99, Math.max(0.01, threshold)));
  const bias = (p: number, role: number) => {
    if (!doubtful(p)) return IS_ARTICLE[role] === (article[p] === 1) ? 0 : IMPOSSIBLE;
    return IS_ARTICLE[role] ? KEEP_IN_DOUBT - SCORE_IN_DOUBT * (logit(score[p]) - centre) : 0;
  };
  for (let p = 0; p < n; p++) {
    if (!doubtful(p)) continue;
    let last = p;
    for (let k = p + 1; k < n && k <= last + 2 * AROUND; k++) if (doubtful(k)) last = k;
    const from = Math.max(0, p - AROUND);
    const roles = namer.decode(from, Math.min(n - 1, last + AROUND), bias);
    for (let k = p; k <= last; k++) if (doubtful(k)) article[k] = IS_ARTICLE[roles[k - from]] ? 1 : 0;
    p = last;
  }
}
