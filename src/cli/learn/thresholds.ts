import { DEFAULT_THRESHOLDS, type Thresholds } from '../../learn/thresholds.js';
import { loadThresholds, type ThresholdsFile } from '../../pack/thresholds.js';
import type { ThresholdFlags } from '../commands/learn.js';

/** What the options themselves say a signature needs. */
export function givenThresholds(flags: ThresholdFlags): Partial<Thresholds> {
  const { minDocuments: documents, minShare: share, maxArticleRate: articleRate, widespread } = flags;
  const given = Object.entries({ documents, share, articleRate, widespread });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** What a signature needs: what the options say, else the file they name, else the defaults. Throws `UsageError` where the file is broken. */
export function thresholdsOf(flags: ThresholdFlags, cwd: string): Thresholds {
  const learned =
    flags.thresholds === undefined ? DEFAULT_THRESHOLDS : fromFile(loadThresholds(flags.thresholds, cwd));
  return { ...learned, ...givenThresholds(flags) };
}

const fromFile = (file: ThresholdsFile): Thresholds => ({
  documents: file['min-documents'],
  share: file['min-share'],
  articleRate: file['max-article-rate'],
  widespread: file.widespread,
});

/** Thresholds as their file has them. */
export const toFile = (limits: Thresholds): ThresholdsFile => ({
  'min-documents': limits.documents,
  'min-share': limits.share,
  'max-article-rate': limits.articleRate,
  widespread: limits.widespread,
});
