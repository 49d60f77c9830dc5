import type { Tokens } from '../parse/tokens.js';
import type { Page } from '../types.js';

/** A page on its way through the rules. */
export interface MatchInput {
  page: Page;
  tokens: Tokens;
  /** Words (and ideographs) of each paragraph. */
  words: Uint32Array;
}

/** A rule that spoke on a paragraph. */
export interface Hit {
  /** Number of the rule in its rule set. */
  rule: number;
  paragraph: number;
  /** First stretch that matched, as offsets into the document. */
  start: number;
  end: number;
  /** Share of the paragraph's words that matched, 0 to 1. */
  cover: number;
}

/** A kind of rule, ready to run: calls `add` for each of its hits. */
export interface Runner {
  run(input: MatchInput, add: (hit: Hit) => void): void;
}
