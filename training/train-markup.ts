import type { MarkupFiles } from '../src/model.js';
import { computeFeatures, FEATURES } from '../src/score/features/index.js';
import type { Columns } from '../src/score/features/types.js';
import { packPhrases } from '../src/score/phrase-file.js';
import type { PhraseTable } from '../src/score/phrase-table.js';
import { type ForestJob, fitForests } from './fit-forests.js';
import { fitPhraseTable } from './fit-phrase-table.js';
import { articleJob, headlineJob, roleJob } from './jobs.js';
import { nameSlots } from './markup-pages.js';
import { countTransitions, ruleShares, type Trainer } from './train-model.js';
import type { TrainingPage } from './training-pages.js';

/**
 * Trains models for pages of one format with markup. Rules and phrases are those that plain text taught: the words are
 * the same. What elements are called, and the forests, are learned here, with tables that never saw a training page's site.
 */
export class MarkupTrainer {
  private readonly names = new Map<string, PhraseTable>();

  constructor(
    private readonly pages: readonly TrainingPage[],
    private readonly text: Trainer,
  ) {}

  /** Learns from all pages, or from those outside one fold. */
  train(leftOut?: number): MarkupFiles {
    const out = leftOut === undefined ? [] : [leftOut];
    const pages = this.pages.filter(({ fold }) => fold !== leftOut);
    const features = FEATURES.map(({ name }) => name);
    const [article, headline, forest] = fitForests(features, this.columnsOf(pages, out), [
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

  private columnsOf(pages: readonly TrainingPage[], out: readonly number[]): Columns {
    const rows = pages.reduce((sum, { words }) => sum + words.length, 0);
    const columns = FEATURES.map(() => new Float32Array(rows));
    let at = 0;
    for (const page of pages) {
      const folds = [...out, page.fold];
      const { rules, phrases } = this.text.tablesWithout(folds);
      const own = computeFeatures({ ...page, rules, phrases, markupTable: this.namesWithout(folds) }).columns;
      own.forEach((column, f) => {
        columns[f].set(column, at);
      });
      at += page.words.length;
    }
    return columns;
  }

  private namesWithout(folds: readonly number[]): PhraseTable {
    const key = [...folds].sort().join();
    let table = this.names.get(key);
    if (!table) {
      table = fitPhraseTable(
        this.pages.filter(({ fold }) => !folds.includes(fold)),
        nameSlots,
      );
      this.names.set(key, table);
    }
    return table;
  }
}

/** Markup says more with less: smaller trees over more features did as well in cross-validation (docs/model.md). */
function markupArticleJob(pages: readonly TrainingPage[]): ForestJob {
  const job = articleJob(pages);
  return { ...job, keep: 150, params: { ...job.params, num_leaves: 31, min_data_in_leaf: 100 } };
}
