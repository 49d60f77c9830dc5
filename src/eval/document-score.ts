import { compareParagraphs } from './paragraph-score.js';
import { countRoles, pairRoles, type Span } from './role-score.js';
import type { Counts } from './score.js';
import { countWords } from './word-score.js';

/** A document's predicted text beside its gold, and the roles of both where they are known. */
export interface ScoredTexts {
  id: string;
  predicted: string;
  gold: string;
  predictedSpans?: readonly Span[];
  goldSpans?: readonly Span[];
}

/** What a document adds to the figures. */
export interface DocumentScore {
  id: string;
  words: Counts;
  paragraphs: Counts;
  /** As `countRoles` gives them. */
  roles?: number[];
  /** The longest gold paragraph that is not in the text. */
  lost?: string;
  /** The longest paragraph of the text that is not in the gold. */
  left?: string;
}

/** Longer paragraphs are cut: a summary keeps them of every document. */
const EXCERPT = 120;

function longest(paragraphs: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const paragraph of paragraphs)
    if (best === undefined || paragraph.length > best.length) best = paragraph;
  return best !== undefined && best.length > EXCERPT ? `${best.slice(0, EXCERPT - 1)}…` : best;
}

/** Scores one document. */
export function scoreDocument({
  id,
  predicted,
  gold,
  predictedSpans,
  goldSpans,
}: ScoredTexts): DocumentScore {
  const { counts, lost, left } = compareParagraphs(predicted, gold);
  return {
    id,
    words: countWords(predicted, gold),
    paragraphs: counts,
    ...(predictedSpans && goldSpans?.length && { roles: countRoles(pairRoles(predictedSpans, goldSpans)) }),
    lost: longest(lost),
    left: longest(left),
  };
}
