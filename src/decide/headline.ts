import { fingerprint } from '../match/kinds/fingerprint.js';
import type { Tokens } from '../parse/tokens.js';
import type { Scores } from '../score/score.js';
import { bestBlock } from './best-block.js';

/** Log-odds from which the likeliest paragraph is taken for the headline: a wrong one only keeps a line, none loses a title. */
const LEAST_LOG_ODDS = -5;
/** What rules mark this clearly is no headline. */
const MOST_RULE_WEIGHT = 1.5;
/** A copy of the headline counts as one this many paragraphs around the article. */
const NEAR = 40;

/** Finds the page's headline and its copies near the article; the first in the list is the likeliest one. `score`: calibrated. */
export function findHeadlines(scores: Scores, score: Float64Array, tokens: Tokens): number[] {
  const block = bestBlock(score, scores.words);
  let best = -1;
  for (let p = 0; p < scores.words.length && p <= block.from + 2; p++)
    if (
      scores.headline[p] >= LEAST_LOG_ODDS &&
      scores.shared.ruleWeight[p] < MOST_RULE_WEIGHT &&
      (best < 0 || scores.headline[p] > scores.headline[best])
    )
      best = p;
  if (best < 0) return [];
  const print = printOf(tokens, best);
  const found = [best];
  for (let p = Math.max(0, block.from - NEAR); p < scores.words.length && p <= block.to + 2; p++)
    if (p !== best && scores.words[p] === scores.words[best] && printOf(tokens, p) === print) found.push(p);
  return found;
}

function printOf(tokens: Tokens, p: number): string {
  return fingerprint(tokens, tokens.first[p], tokens.first[p + 1]).join();
}
