import type { Matches, RuleSet } from '../match/rule-set.js';
import type { Tokens } from '../parse/tokens.js';
import type { Page } from '../types.js';
import { CONTEXT_FEATURES, contextFeatures } from './context.js';
import { computeFeatures, FEATURES, featureIndex } from './features/index.js';
import type { Columns, Shared } from './features/types.js';
import { binOf, runScorecard, type Scorecard, sigmoid } from './scorecard.js';

/** What training learned, as `rules/learned/scorecards.json` holds it. */
export interface Scorecards {
  /** First look: the features alone. */
  first: Scorecard;
  /** Second look: the first look's scores around a paragraph, and the features again. */
  second: Scorecard;
  /** Whether a paragraph is the page's headline. */
  headline: Scorecard;
}

/** All that scoring found out about a page. */
export interface Scores {
  words: Uint32Array;
  /** Probability that a paragraph does not belong to the article. */
  probability: Float64Array;
  /** Log-odds that it is the headline. */
  headline: Float64Array;
  /** Features, then context features. */
  columns: Columns;
  shared: Shared;
}

/** Features and context features, in the order of the columns of `Scores`. */
export const ALL_FEATURES = [...FEATURES, ...CONTEXT_FEATURES];

const CONTEXT_INDEX = new Map(CONTEXT_FEATURES.map((feature, i) => [feature.name, FEATURES.length + i]));

/** Column of a feature or context feature. */
export function columnOf(name: string): number {
  return CONTEXT_INDEX.get(name) ?? featureIndex(name);
}

/** Log-odds of "not article" before any rule has spoken, where the rules decide alone: when in doubt, keep. */
const RULES_ONLY_BIAS = -1.5;

/** Scores every paragraph of a page. Without scorecards, by the rules' evidence alone. */
export function scorePage(
  page: Page,
  tokens: Tokens,
  rules: RuleSet,
  matches: Matches,
  cards?: Scorecards,
): Scores {
  const { words } = matches;
  const { columns, shared } = computeFeatures({ page, tokens, words, rules, matches });
  const n = words.length;
  const first = cards
    ? runScorecard(cards.first, columns, columnOf, n).map(sigmoid)
    : Float64Array.from(shared.ruleWeight, (weight) => sigmoid(RULES_ONLY_BIAS + weight));
  const all = [...columns, ...contextFeatures(first, words)];
  return {
    words,
    probability: cards ? runScorecard(cards.second, all, columnOf, n).map(sigmoid) : first,
    headline: cards ? runScorecard(cards.headline, all, columnOf, n) : new Float64Array(n).fill(-9),
    columns: all,
    shared,
  };
}

/** One feature's part in a paragraph's score. */
export interface Contribution {
  feature: string;
  why: string;
  weight: number;
}

/** Contributions under this many log-odds say nothing to a reader. */
const LEAST_WEIGHT = 0.15;

/** What the second look's score of one paragraph is made of, the strongest first; the first look is unfolded into its own features. */
export function contributions(cards: Scorecards, columns: Columns, p: number): Contribution[] {
  const sums = new Map<string, number>();
  const addTerms = (card: Scorecard, share: number) => {
    for (const { feature, edges, weights } of card.terms) {
      const weight = weights[binOf(edges, columns[columnOf(feature)][p])];
      if (feature === 'first-look' && card === cards.second)
        addTerms(cards.first, share * shareOf(cards, columns, p, weight));
      else sums.set(feature, (sums.get(feature) ?? 0) + weight * share);
    }
  };
  addTerms(cards.second, 1);
  const why = new Map(ALL_FEATURES.map((feature) => [feature.name, feature.why]));
  return [...sums]
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .map(([feature, weight]) => ({ feature, weight, why: why.get(feature)! }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/** How the weight of the first look as a whole divides among its terms: so much a unit of their sum. */
function shareOf(cards: Scorecards, columns: Columns, p: number, weight: number): number {
  let sum = 0;
  for (const { feature, edges, weights } of cards.first.terms)
    sum += weights[binOf(edges, columns[columnOf(feature)][p])];
  return Math.abs(sum) < 0.5 ? 0 : weight / sum;
}
