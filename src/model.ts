import { readFileSync } from 'node:fs';
import type { RoleChain } from './decide/role-chain.js';
import type { Rule, RuleWeight } from './match/rule.js';
import { RuleSet } from './match/rule-set.js';
import type { Scorecards } from './score/score.js';

/** The shipped rules and all that was learned about them, as the build bundles them from `rules/`. */
export interface Bundle {
  /** First 16 hex digits of the SHA-256 of all of it: what reports name as the rules' version. */
  hash: string;
  rules: Rule[];
  weights: Record<string, RuleWeight>;
  scorecards: Scorecards;
  roleChain: RoleChain;
}

/** Rules and learned weights, ready to use. */
export interface Model {
  rules: RuleSet;
  scorecards: Scorecards;
  roleChain: RoleChain;
  hash: string;
}

let bundle: Bundle | undefined;

/** The shipped bundle. It is one generated file: reading YAML at each start would cost more than cleaning a page. */
export function shippedBundle(): Bundle {
  bundle ??= JSON.parse(readFileSync(new URL('../generated/bundle.json', import.meta.url), 'utf8')) as Bundle;
  return bundle;
}

/** The shipped rules with added ones behind them. */
export function createModel(added: readonly Rule[] = [], keep: (rule: Rule) => boolean = () => true): Model {
  const { rules, weights, scorecards, roleChain, hash } = shippedBundle();
  return { rules: new RuleSet([...rules, ...added].filter(keep), weights), scorecards, roleChain, hash };
}
