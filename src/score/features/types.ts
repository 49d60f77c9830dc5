import type { Matches, RuleList } from '../../match/rule-set.js';
import type { Tokens } from '../../parse/tokens.js';
import type { Page } from '../../types.js';
import type { PhraseTable } from '../phrase-table.js';
import type { Tree } from './markup/tree.js';

/** What features are computed from. */
export interface FeatureInput {
  page: Page;
  tokens: Tokens;
  /** Words of each paragraph. */
  words: Uint32Array;
  rules: RuleList;
  matches: Matches;
  phrases: PhraseTable;
  markupTables?: MarkupTables;
}

/** What is learned of the names in markup, in the form of phrase tables. */
export interface MarkupTables {
  /** What elements are called. */
  names: PhraseTable;
  /** What links and images lead to; where a format's own names say too little. */
  targets?: PhraseTable;
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

/**
 * Features that are computed together. `fill` gets the group's own columns, in the order of `features`, all zero. Columns
 * that are not `wanted` (0) may be left as they are: nobody reads them, so a costly one should ask. A group of which no
 * column is wanted is not asked at all.
 */
export interface FeatureGroup {
  features: readonly Feature[];
  fill(input: FeatureInput, columns: Columns, shared: Shared, wanted: Uint8Array): void;
}

/** A stretch of paragraphs, both ends included; empty where `to < from`. */
export interface Stretch {
  from: number;
  to: number;
}

/** Facts about each paragraph that several groups need, computed once. */
export interface Shared {
  /** Words, with an ideograph counted as half of one. */
  length: Float32Array;
  /** Number of the first paragraph of the sentence that was broken over lines; its own where none was. */
  head: Int32Array;
  /** log2(1 + words) of that sentence, of all its lines. */
  sentenceSize: Float32Array;
  /** Ends, or its broken sentence ends, as a sentence does: with a full stop or its kin, quotes and brackets passed over. */
  terminal: Uint8Array;
  /** A long paragraph or broken sentence that ends like a sentence: most likely running text. */
  running: Uint8Array;
  /** Like-shaped paragraphs have the same number. */
  shape: Uint16Array;
  /** log2(1 + words). */
  size: Float32Array;
  /** Sum of the log-odds of the rules that spoke on it. */
  ruleWeight: Float32Array;
  /** Share of its words that are numbers. */
  numbers: Float32Array;
  /** Share of its words that begin with a capital. */
  capitals: Float32Array;
  /** Copies of it in the page, itself included. */
  copies: Uint16Array;
  /** Stood before in the page. */
  again: Uint8Array;
  /** Log-odds of the phrase table. */
  phrase: Float32Array;
  /** Share of its n-grams that the phrase table has a weight for. */
  known: Float32Array;
  /** Logarithm of each role's probability by the words alone: `roles[p * ROLES.length + role]`. */
  roles: Float32Array;
  /** Share of a short paragraph's longer words that stand in another short paragraph near it. */
  echo: Float32Array;
  /** The densest stretch of running text. */
  block: Stretch;
  vocabulary: Vocabulary;
  /** Where the page has markup. */
  tree: Tree | undefined;
}

/** The words of a page, numbered from 0. */
export interface Vocabulary {
  size: number;
  /** Number of each token's word, -1 for numbers and marks. Ideographs go by pairs. */
  id: Int32Array;
  /** By word: paragraphs that have it. */
  paragraphs: Uint16Array;
  /** By word: running paragraphs that have it. */
  running: Uint16Array;
  /** By word: paragraphs of the densest block that have it. */
  inBlock: Uint16Array;
  /** Running paragraphs that have a word for it to be one of the language's small words. */
  common: number;
}
