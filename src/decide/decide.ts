import type { Matches, RuleSet } from '../match/rule-set.js';
import type { Tokens } from '../parse/tokens.js';
import type { Role } from '../roles.js';
import type { Scores } from '../score/score.js';
import type { Page } from '../types.js';
import { findHeadlines } from './headline.js';
import { decodeRoles, type RoleChain } from './role-chain.js';

/** Default probability above which a paragraph is removed; see docs/quality.md for how it was chosen. */
export const DEFAULT_THRESHOLD = 0.7;

/** This near to the threshold, the paragraphs around decide with the score. */
export const DOUBT = 0.3;

export interface Decision {
  roles: Role[];
  headlines: number[];
}

/**
 * Gives every paragraph its role: first what the score keeps, then the headline, then the likeliest sequence of roles.
 * Nothing is cut because of where something else stands: each paragraph has its own score.
 */
export function decide(
  page: Page,
  tokens: Tokens,
  rules: RuleSet,
  matches: Matches,
  scores: Scores,
  chain: RoleChain,
  threshold: number,
  doubt = DOUBT,
): Decision {
  const headlines = findHeadlines(scores, tokens);
  const keep = page.children.map((_, p) => scores.probability[p] <= threshold);
  const doubtful = page.children.map((_, p) => Math.abs(scores.probability[p] - threshold) < doubt);
  return { headlines, roles: decodeRoles(chain, { scores, rules, matches, keep, doubtful, headlines }) };
}
