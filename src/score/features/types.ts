import type { Matches, RuleSet } from '../../match/rule-set.js';
import type { Tokens } from '../../parse/tokens.js';
import type { Page } from '../../types.js';

/** What features are computed from. */
export interface FeatureInput {
  page: Page;
  tokens: Tokens;
  /** Words of each paragraph. */
  words: Uint32Array;
  rules: RuleSet;
  matches: Matches;
}

/** One named number a paragraph. */
export interface Feature {
  /** Stable name, kebab-case. */
  name: string;
  /** What a high value means, in words for a reader of a report. */
  why: string;
}

/** The values of all features: one column a feature, one number a paragraph. */
export type Columns = Float32Array[];

/** Features that are computed together. `fill` gets the group's own columns, in the order of `features`, all zero. */
export interface FeatureGroup {
  features: readonly Feature[];
  fill(input: FeatureInput, columns: Columns, shared: Shared): void;
}

/** Facts about each paragraph that several groups need, computed once. */
export interface Shared {
  /** Ends as a sentence does: with a full stop or its kin, quotes and brackets passed over. */
  terminal: Uint8Array;
  /** A long paragraph that ends like a sentence: most likely running text. */
  running: Uint8Array;
  /** Like-shaped paragraphs have the same number. */
  shape: Uint16Array;
  /** log2(1 + words). */
  size: Float32Array;
  /** Sum of the log-odds of the rules that spoke on it. */
  ruleWeight: Float32Array;
}
