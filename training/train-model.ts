import { countRules, logOdds, type RuleCount, ruleWeights } from '../src/learn/rule-counts.js';
import type { RuleWeight } from '../src/match/rule.js';
import { RuleSet } from '../src/match/rule-set.js';
import type { RoleFiles, ScoreFiles } from '../src/model.js';
import { ROLES } from '../src/roles.js';
import { computeFeatures, FEATURES } from '../src/score/features/index.js';
import type { Columns, FeatureInput } from '../src/score/features/types.js';
import { bearsMark, STRUCTURAL_MARKS } from '../src/score/marks.js';
import { packPhrases } from '../src/score/phrase-file.js';
import type { PhraseTable } from '../src/score/phrase-table.js';
import { fitForests } from './fit-forests.js';
import { fitPhraseTable } from './fit-phrase-table.js';
import { articleJob, headlineJob, roleJob } from './jobs.js';
import type { TrainingPage } from './training-pages.js';

/** All that is learned from labelled pages. */
export interface Learned {
  weights: Record<string, RuleWeight>;
  counts: { whole: RuleCount; part: RuleCount }[];
  scoring: ScoreFiles;
  roles: RoleFiles;
}

/** What features are computed with: weights of rules, and phrases. */
interface Tables {
  counts: Learned['counts'];
  weights: Learned['weights'];
  rules: RuleSet;
  phrases: PhraseTable;
}

/**
 * Trains models. Features of a training page are computed with tables that never saw its site, so that forests learn
 * how far such features can be trusted.
 */
export class Trainer {
  constructor(
    private readonly pages: readonly TrainingPage[],
    private readonly bare: RuleSet,
  ) {}

  /** Learns everything from all pages, or from those outside one fold. */
  train(leftOut?: number): Learned {
    const out = leftOut === undefined ? [] : [leftOut];
    const pages = this.pages.filter(({ fold }) => fold !== leftOut);
    const columns = featureColumns(pages, ({ fold }) => this.tablesWithout([...out, fold]));
    const [article, headline, forest] = fitForests(FEATURE_NAMES, columns, [
      articleJob(pages),
      headlineJob(pages),
      roleJob(pages),
    ]);
    const { counts, weights, phrases } = this.tablesWithout(out);
    return {
      counts,
      weights,
      scoring: { phrases: packPhrases(phrases), article, headline, marks: countMarks(pages, columns) },
      roles: { forest, next: countTransitions(pages), share: ruleShares(pages) },
    };
  }

  /** What pages outside of some folds taught of rules and phrases. */
  readonly tablesWithout = onceForFolds((folds): Tables => {
    const pages = this.pages.filter(({ fold, whole }) => whole && !folds.includes(fold));
    const counts = countRules(pages, this.bare);
    const weights = ruleWeights(this.bare, counts);
    const rules = new RuleSet(this.bare.rules, weights);
    return { counts, weights, rules, phrases: fitPhraseTable(pages) };
  });
}

/** Names of the columns that `featureColumns` gives. */
export const FEATURE_NAMES = FEATURES.map(({ name }) => name);

/** Features of all paragraphs of some pages, one page after the other; `tablesOf`: what a page's are computed with. */
export function featureColumns(
  pages: readonly TrainingPage[],
  tablesOf: (page: TrainingPage) => Pick<FeatureInput, 'rules' | 'phrases' | 'markupTables'>,
): Columns {
  const rows = pages.reduce((sum, { words }) => sum + words.length, 0);
  const columns = FEATURES.map(() => new Float32Array(rows));
  let at = 0;
  for (const page of pages) {
    const { rules, phrases, markupTables } = tablesOf(page);
    const own = computeFeatures({ ...page, rules, phrases, markupTables }).columns;
    own.forEach((column, f) => {
      columns[f].set(column, at);
    });
    at += page.words.length;
  }
  return columns;
}

/** What is made of some folds left out, made once for each set of them. */
export function onceForFolds<T>(make: (folds: readonly number[]) => T): (folds: readonly number[]) => T {
  const made = new Map<string, T>();
  return (folds) => {
    const key = [...folds].sort().join();
    let value = made.get(key);
    if (value === undefined) {
      value = make(folds);
      made.set(key, value);
    }
    return value;
  };
}

/** Pseudo-count of each pair of roles. */
const PRIOR = 0.3;

/** Logarithm of how much likelier a role is after another than anywhere, from the labelled lines. */
export function countTransitions(pages: readonly TrainingPage[]): number[][] {
  const counts = ROLES.map(() => ROLES.map(() => PRIOR));
  for (const { roles } of pages)
    for (let p = 1; p < roles.length; p++)
      if (roles[p - 1] >= 0 && roles[p] >= 0) counts[roles[p - 1]][roles[p]]++;
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  const follows = ROLES.map((_, r) => counts.reduce((sum, row) => sum + row[r], 0) / total);
  return counts.map((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((count, r) => Number(Math.log(count / sum / follows[r]).toFixed(3)));
  });
}

/** With as many labels of a role, its rules count for half. */
const ENOUGH_LABELS = 500;
/** Chosen by cross-validation (docs/model.md). */
const LEAST_SHARE = 0.5;

/** How much a rule's weight counts for its role: rules stand in for labels where these are few. */
export function ruleShares(pages: readonly TrainingPage[]): number[] {
  const counts = ROLES.map(() => 0);
  for (const { roles } of pages) for (const role of roles) if (role >= 0) counts[role]++;
  return counts.map((count) => Number(Math.max(LEAST_SHARE, 1 / (1 + count / ENOUGH_LABELS)).toFixed(3)));
}

/** Log-odds of each structural mark, counted as those of rules that cover a whole paragraph. */
function countMarks(pages: readonly TrainingPage[], columns: Columns): number[] {
  return STRUCTURAL_MARKS.map((_, mark) => {
    const count: RuleCount = { outside: 0, inside: 0, sites: 0 };
    let row = 0;
    for (const { inArticle, isTitle, whole } of pages)
      for (let p = 0; p < inArticle.length; p++, row++)
        if (whole && !isTitle[p] && bearsMark(mark, columns, row))
          count[inArticle[p] >= 0.5 ? 'inside' : 'outside']++;
    return logOdds(count);
  });
}
