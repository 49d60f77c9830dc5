/** Strings that a page's clean text must have, and must not have. */
export interface Segments {
  with: readonly string[];
  without: readonly string[];
}

/** How often strings were rightly there, wrongly gone, wrongly there, rightly gone. */
export interface Tally {
  found: number;
  missed: number;
  left: number;
  removed: number;
}

/** Precision, recall and F1 of strings, and the share of both kinds that is right: 0 to 1. */
export interface SegmentScore {
  right: number;
  precision: number;
  recall: number;
  f1: number;
}

/** A tally of nothing. */
export const emptyTally = (): Tally => ({ found: 0, missed: 0, left: 0, removed: 0 });

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Adds a page's strings to a tally. Any white space counts as one blank. */
export function countSegments(tally: Tally, output: string, segments: Segments): void {
  const text = flat(output);
  for (const wanted of segments.with) tally[text.includes(flat(wanted)) ? 'found' : 'missed']++;
  for (const unwanted of segments.without) tally[text.includes(flat(unwanted)) ? 'left' : 'removed']++;
}

/** Scores as trafilatura's evaluation has them: a string that must stay is a true positive where it is found. */
export function scoreSegments({ found, missed, left, removed }: Tally): SegmentScore {
  const precision = found / Math.max(1, found + left);
  const recall = found / Math.max(1, found + missed);
  return {
    right: (found + removed) / Math.max(1, found + missed + left + removed),
    precision,
    recall,
    f1: found === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
