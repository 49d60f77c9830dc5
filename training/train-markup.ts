import type { MarkupFiles } from '../src/model.js';
import type { MarkupTables } from '../src/score/features/types.js';
import { packPhrases } from '../src/score/phrase-file.js';
import type { Markup } from '../src/types.js';
import { type ForestJob, fitForests } from './fit-forests.js';
import { fitPhraseTable } from './fit-phrase-table.js';
import { articleJob, headlineJob, roleJob } from './jobs.js';
import { slotsOfNames, slotsOfTargets } from './markup-pages.js';
import {
  countTransitions,
  FEATURE_NAMES,
  featureColumns,
  onceForFolds,
  ruleShares,
  type Trainer,
} from './train-model.js';
import type { TrainingPage } from './training-pages.js';

/**
 * Trains models for pages of one format with markup. Rules and phrases are those that plain text taught: the words are
 * the same. What elements are called, and the forests, are learned here, with tables that never saw a training page's site.
 */
export class MarkupTrainer {
  constructor(
    private readonly pages: readonly TrainingPage[],
    private readonly text: Trainer,
    private readonly format: Markup['format'],
  ) {}

  /** Learns from all pages, or from those outside one fold. */
  train(leftOut?: number): MarkupFiles {
    const out = leftOut === undefined ? [] : [leftOut];
    const pages = this.pages.filter(({ fold }) => fold !== leftOut);
    const columns = featureColumns(pages, ({ fold }) => ({
      ...this.text.tablesWithout([...out, fold]),
      markupTables: this.tablesWithout([...out, fold]),
    }));
    const [article, headline, forest] = fitForests(FEATURE_NAMES, columns, [
      markupArticleJob(pages),
      headlineJob(pages),
      roleJob(pages),
    ]);
    const { names, targets } = this.tablesWithout(out);
    return {
      names: packPhrases(names),
      ...(targets && { targets: packPhrases(targets) }),
      article,
      headline,
      roles: { forest, next: countTransitions(pages), share: ruleShares(pages) },
    };
  }

  private readonly tablesWithout = onceForFolds((folds): MarkupTables => {
    const pages = this.pages.filter(({ fold }) => !folds.includes(fold));
    return {
      names: fitPhraseTable(pages, slotsOfNames),
      // What links lead to helps where blocks have no names, and nowhere else (docs/model.md).
      ...(this.format === 'markdown' && { targets: fitPhraseTable(pages, slotsOfTargets) }),
    };
  });
}

/** Markup says more with less: smaller trees over more features did as well in cross-validation (docs/model.md). */
function markupArticleJob(pages: readonly TrainingPage[]): ForestJob {
  const job = articleJob(pages);
  return { ...job, keep: 150, params: { ...job.params, num_leaves: 31, min_data_in_leaf: 100 } };
}
