import type { MarkupFiles } from '../src/model.js';
import { packPhrases } from '../src/score/phrase-file.js';
import { type ForestJob, fitForests } from './fit-forests.js';
import { fitPhraseTable } from './fit-phrase-table.js';
import { articleJob, headlineJob, roleJob } from './jobs.js';
import { nameSlots } from './markup-pages.js';
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
  ) {}

  /** Learns from all pages, or from those outside one fold. */
  train(leftOut?: number): MarkupFiles {
    const out = leftOut === undefined ? [] : [leftOut];
    const pages = this.pages.filter(({ fold }) => fold !== leftOut);
    const columns = featureColumns(pages, ({ fold }) => ({
      ...this.text.tablesWithout([...out, fold]),
      markupTable: this.namesWithout([...out, fold]),
    }));
    const [article, headline, forest] = fitForests(FEATURE_NAMES, columns, [
      markupArticleJob(pages),
      headlineJob(pages),
      roleJob(pages),
    ]);
    return {
      names: packPhrases(this.namesWithout(out)),
      article,
      headline,
      roles: { forest, next: countTransitions(pages), share: ruleShares(pages) },
    };
  }

  private readonly namesWithout = onceForFolds((folds) =>
    fitPhraseTable(
      this.pages.filter(({ fold }) => !folds.includes(fold)),
      nameSlots,
    ),
  );
}

/** Markup says more with less: smaller trees over more features did as well in cross-validation (docs/model.md). */
function markupArticleJob(pages: readonly TrainingPage[]): ForestJob {
  const job = articleJob(pages);
  return { ...job, keep: 150, params: { ...job.params, num_leaves: 31, min_data_in_leaf: 100 } };
}
