import { isQuoted } from '../match/quoted.js';
import { coversWhole, type Matches, type RuleList } from '../match/rule-set.js';
import type { Tokens } from '../parse/tokens.js';
import { ROLES, type Role } from '../roles.js';
import type { Page } from '../types.js';
import { emptyColumns, FEATURES, fillColumns, wantColumns } from './features/index.js';
import { shareFacts } from './features/shared.js';
import type { Columns, FeatureInput, MarkupTables, Shared } from './features/types.js';
import { countUp, type Forest, fillRows, sumForest, sumTrees, treeContributions } from './forest.js';
import { bearsMark, MARK_COLUMNS } from './marks.js';
import { NO_PHRASES, type PhraseTable } from './phrase-table.js';

/** What training learned for scoring. */
export interface ScoreModel {
  phrases: PhraseTable;
  /** For pages with markup. */
  markupTables?: MarkupTables;
  /** Whether a paragraph is no part of the article. */
  article: Forest;
  /** Whether a paragraph is the page's headline. */
  headline: Forest;
  /** Log-odds of each structural mark. */
  marks: readonly number[];
}

/** All that scoring found out about a page. */
export interface Scores {
  words: Uint32Array;
  /** Log-odds that a paragraph does not belong to the article. */
  logOdds: Float64Array;
  /** Log-odds that it is the headline; far below 0 where it was not asked. */
  headline: Float64Array;
  /** All features, computed when somebody asks: scoring itself needs some half of them. Empty where rules decide alone. */
  readonly columns: Columns;
  /** Those features that are wanted, one flag each; other columns hold anything. */
  some(wanted: Uint8Array): Columns;
  shared: Shared;
}

/** Log-odds of "not article" before any rule has spoken, where the rules decide alone: when in doubt, keep. */
const RULES_ONLY_BIAS = -2.35;

/**
 * Rules of these roles speak beside the forest with this share of their weight: what asks the reader for something reads like
 * running text, and the forest has seen it too seldom. Other rules mark what the forest knows; beside it, they cost a
 * fifth of a point of F1 in cross-validation, these nothing. The user's own rules speak in full.
 */
const RULE_SHARE = 0.75;
const ASKS: ReadonlySet<Role> = new Set([
  'donation-appeal',
  'subscription-prompt',
  'newsletter-prompt',
  'notification-prompt',
  'account-prompt',
  'comment-prompt',
]);

/** How much of its weight a rule adds to the forest's log-odds. */
function shareOf(rules: RuleList, rule: number): number {
  if (!rules.counted[rule]) return 1;
  return ASKS.has(rules.rules[rule].role) ? RULE_SHARE : 0;
}

/**
 * Adds what the strongest rule for and the strongest against say of each paragraph: rules that overlap are no two
 * witnesses, and what somebody is quoted with inside a paragraph is none.
 */
function addRules(
  logOdds: Float64Array,
  { text, children }: Page,
  rules: RuleList,
  { hits, first }: Matches,
): void {
  for (let p = 0; p < logOdds.length; p++) {
    let most = 0;
    let least = 0;
    for (let h = first[p]; h < first[p + 1]; h++) {
      const hit = hits[h];
      if (!coversWhole(hit) && isQuoted(text, children[p].start, hit.start)) continue;
      const weight = rules.weightOf(hit) * shareOf(rules, hit.rule);
      most = Math.max(most, weight);
      least = Math.min(least, weight);
    }
    logOdds[p] += most + least;
  }
}

/** Adds what speaks for the paragraphs that the page's site must keep. */
function addKept(logOdds: Float64Array, rules: RuleList, { kept }: Matches): void {
  for (const [p, hit] of kept ?? []) logOdds[p] += rules.weightOf(hit);
}

/** Probability of log-odds. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Log-odds of a probability. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Scores every paragraph of a page. Without a model, by the rules' evidence alone. */
export function scorePage(
  page: Page,
  tokens: Tokens,
  rules: RuleList,
  matches: Matches,
  model?: ScoreModel,
): Scores {
  const { words } = matches;
  const phrases = model?.phrases ?? NO_PHRASES;
  const input = { page, tokens, words, rules, matches, phrases, markupTables: model?.markupTables };
  const shared = shareFacts(input);
  const headline = new Float64Array(words.length).fill(-99);
  if (!model) {
    // Rules alone ask for no feature.
    const logOdds = Float64Array.from(shared.ruleWeight, (weight) => RULES_ONLY_BIAS + weight);
    addKept(logOdds, rules, matches);
    return { words, logOdds, headline, columns: [], some: () => [], shared };
  }
  const columns = emptyColumns(words.length);
  fillColumns(input, columns, shared, scoringColumns(model));
  const logOdds = runForests(model, columns, shared, headline);
  addRules(logOdds, page, rules, matches);
  model.marks.forEach((weight, mark) => {
    for (let p = 0; p < logOdds.length; p++) if (bearsMark(mark, columns, p)) logOdds[p] += weight;
  });
  addKept(logOdds, rules, matches);
  return new PageScores(words, logOdds, headline, shared, input);
}

class PageScores implements Scores {
  private all?: Columns;

  constructor(
    readonly words: Uint32Array,
    readonly logOdds: Float64Array,
    readonly headline: Float64Array,
    readonly shared: Shared,
    private readonly input: FeatureInput,
  ) {}

  get columns(): Columns {
    if (!this.all) {
      this.all = emptyColumns(this.words.length);
      fillColumns(this.input, this.all, this.shared);
    }
    return this.all;
  }

  some(wanted: Uint8Array): Columns {
    const columns = emptyColumns(this.words.length);
    fillColumns(this.input, columns, this.shared, wanted);
    return columns;
  }
}

const wantedBy = new WeakMap<ScoreModel, Uint8Array>();

/** One flag a feature: those that scoring asks for. */
export function scoringColumns(model: ScoreModel): Uint8Array {
  let wanted = wantedBy.get(model);
  if (!wanted) {
    wanted = wantColumns(model.article.columns, model.headline.columns, MARK_COLUMNS);
    wantedBy.set(model, wanted);
  }
  return wanted;
}

/**
 * After so many trees a paragraph is settled if its log-odds have come this far, and what the other trees would have
 * added is put in its place. Most menu lines need no more; of the corpus's lines one in ten thousand would end on the
 * other side. Held against the forest that training writes: another learning rate needs other figures.
 */
const GATES = [
  { trees: 25, over: 2, boilerplate: 3.2, under: Number.NEGATIVE_INFINITY, article: 1 },
  { trees: 45, over: 2.6, boilerplate: 1.9, under: -2.6, article: 1.36 },
] as const;

/** So many paragraphs go through the trees together: their rows fit into a processor's second cache. */
const BATCH = 256;

const open = new Int32Array(BATCH);
const added = new Float64Array(BATCH);

/** Log-odds of the article forest, for paragraphs `from` and on into `out`. */
function articleOdds(article: Forest, columns: Columns, from: number, out: Float64Array): void {
  const count = Math.min(BATCH, out.length - from);
  open.set(countUp(count));
  const rows = fillRows(article, columns, countUp(count, from), count);
  let left = count;
  let tree = 0;
  const run = (to: number) => {
    added.fill(0, 0, left);
    sumTrees(article, rows, open, left, { from: tree, to, step: 1 }, added);
    tree = to;
  };
  for (const { trees, over, boilerplate, under, article: rest } of GATES) {
    run(Math.min(trees, article.trees));
    let still = 0;
    for (let k = 0; k < left; k++) {
      const p = from + open[k];
      const sum = out[p] + added[k];
      if (sum >= over) out[p] = sum * boilerplate;
      else if (sum <= under) out[p] = sum * rest;
      else {
        out[p] = sum;
        open[still++] = open[k];
      }
    }
    left = still;
  }
  run(article.trees);
  for (let k = 0; k < left; k++) out[from + open[k]] += added[k];
}

function runForests(
  { article, headline: title }: ScoreModel,
  columns: Columns,
  shared: Shared,
  headline: Float64Array,
): Float64Array {
  const n = shared.length.length;
  const out = new Float64Array(n);
  for (let from = 0; from < n; from += BATCH) articleOdds(article, columns, from, out);
  const candidates: number[] = [];
  for (let p = 0; p < n; p++) if (mayBeHeadline(p, shared)) candidates.push(p);
  for (let from = 0; from < candidates.length; from += BATCH) {
    const some = Int32Array.from(candidates.slice(from, from + BATCH));
    sumForest(title, columns, some).forEach((odds, k) => {
      headline[some[k]] = odds;
    });
  }
  return out;
}

/** A headline stands this many paragraphs above the densest block of text at most, and has so many words. */
const HEADLINE_REACH = 80;
const HEADLINE_WORDS = { least: 1.5, most: 40 };

function mayBeHeadline(p: number, { block, length }: Shared): boolean {
  if (length[p] < HEADLINE_WORDS.least || length[p] > HEADLINE_WORDS.most) return false;
  return block.to < block.from || (p <= block.from + 2 && p >= block.from - HEADLINE_REACH);
}

/** One feature's part in a paragraph's score. */
export interface Contribution {
  feature: string;
  why: string;
  weight: number;
}

/** Contributions under this many log-odds say nothing to a reader. */
const LEAST_WEIGHT = 0.05;

/** Of these the rules' own evidence speaks. */
const RULE_FEATURES = new Set(['rule-weight', 'rule-cover', ...ROLES.map((role) => `rule-${role}`)]);

/** What the score of one paragraph is made of, summed by named feature, the strongest first. */
export function contributions({ article }: ScoreModel, columns: Columns, p: number): Contribution[] {
  const row = fillRows(article, columns, Int32Array.of(p), 1);
  return [...treeContributions(article, row).parts]
    .map(([at, weight]) => {
      const { name, why } = FEATURES[article.columns[at]];
      return { feature: name, why: inWords(why, row[at], article.typical[at]), weight };
    })
    .filter(({ feature, weight }) => Math.abs(weight) >= LEAST_WEIGHT && !RULE_FEATURES.has(feature))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

/** A feature says what a high value means; a value under the typical one is the contrary. */
function inWords(why: string, value: number, typical: number): string {
  if (value > typical || (value === typical && typical > 0)) return why;
  return `not: ${why}`;
}
