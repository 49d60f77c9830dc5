/** How much two multisets share. */
export interface Counts {
  /** Members that stand in both. */
  shared: number;
  predicted: number;
  gold: number;
}

/** Precision, recall and their harmonic mean, each 0 to 1. */
export interface Score {
  precision: number;
  recall: number;
  f1: number;
}

/** Two multisets held against each other. */
export interface Comparison {
  counts: Counts;
  /** Members of the gold that were not predicted. */
  lost: string[];
  /** Predicted members that the gold does not have. */
  left: string[];
}

/** Compares two lists as multisets: what stands in one of them more often is lost or left that many times. */
export function compareMultisets(predicted: readonly string[], gold: readonly string[]): Comparison {
  const open = new Map<string, number>();
  for (const member of gold) open.set(member, (open.get(member) ?? 0) + 1);
  const left: string[] = [];
  for (const member of predicted) {
    const count = open.get(member) ?? 0;
    if (count > 0) open.set(member, count - 1);
    else left.push(member);
  }
  const lost: string[] = [];
  for (const [member, count] of open) for (let i = 0; i < count; i++) lost.push(member);
  const shared = predicted.length - left.length;
  return { counts: { shared, predicted: predicted.length, gold: gold.length }, lost, left };
}

/** Precision, recall and F1. Where there is nothing to find, finding nothing is right. */
export function scoreOf({ shared, predicted, gold }: Counts): Score {
  const precision = predicted === 0 ? (gold === 0 ? 1 : 0) : shared / predicted;
  const recall = gold === 0 ? 1 : shared / gold;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** The mean of scores (macro): F1 is the mean of the F1s, not the F1 of the means. */
export function meanScore(scores: readonly Score[]): Score {
  const mean = (key: keyof Score) =>
    scores.reduce((sum, score) => sum + score[key], 0) / Math.max(1, scores.length);
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') };
}
