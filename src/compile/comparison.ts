/** A kept paragraph in the output: `before.slice(start, end)` of what it is compared with stands at `at` in the clean text. */
export interface Piece {
  at: number;
  start: number;
  end: number;
}

/** What a clean text is compared with, so that a diff needs no search. */
export interface Comparison {
  /** The input; for a page with markup whose clean text is none of its slices, all of the page in the same form. */
  before: string;
  /** Where the kept paragraphs come from, in order. */
  pieces: readonly Piece[];
  /** Where each paragraph of the page begins in `before`. */
  starts: readonly number[];
}
