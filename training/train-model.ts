import { OBSERVATIONS, observe, placeOf, type RoleChain } from '../src/decide/role-chain.js';
import type { RuleWeight } from '../src/match/rule.js';
import { RuleSet } from '../src/match/rule-set.js';
import { ARTICLE_ROLES, ROLES, type Role } from '../src/roles.js';
import { CONTEXT_FEATURES, contextFeatures } from '../src/score/context.js';
import { computeFeatures, FEATURES } from '../src/score/features/index.js';
import type { Columns } from '../src/score/features/types.js';
import { columnOf, type Scorecards, scorePage } from '../src/score/score.js';
import { runScorecard, sigmoid } from '../src/score/scorecard.js';
import { countRules, type LabelledPage, ruleWeights } from './corpus-features.js';
import { fitScorecard, type Rows } from './fit-scorecard.js';

/** All that is learned from labelled pages. */
export interface Learned {
  weights: Record<string, RuleWeight>;
  scorecards: Scorecards;
  roleChain: RoleChain;
}

const FIRST = FEATURES.map((feature) => feature.name);
const SECOND = [...FIRST, ...CONTEXT_FEATURES.map((feature) => feature.name)];
/** Sum of the weights of a page's paragraphs: every page counts alike, as in the mean over pages. */
const PAGE_WEIGHT = 120;

/** A page's target for the scorecards: 1 for what is not of the article. Titles are left out by their weight. */
function targets({ inArticle, isTitle, words }: LabelledPage): {
  target: Float32Array;
  weight: Float32Array;
} {
  const target = inArticle.map((share) => (share >= 0.5 ? 0 : 1));
  const raw = Float32Array.from(words, (w, p) => (isTitle[p] ? 0 : Math.sqrt(w)));
  const total = raw.reduce((sum, w) => sum + w, 0) || 1;
  return { target, weight: raw.map((w) => (w / total) * PAGE_WEIGHT) };
}

/** A page's target for the headline: the copy nearest above the article. Other copies, such as the `<title>`, teach nothing. */
function headlineTargets({ inArticle, isTitle }: LabelledPage): {
  target: Float32Array;
  weight: Float32Array;
} {
  const first = inArticle.findIndex((share) => share >= 0.5);
  const before = isTitle.slice(0, first < 0 ? isTitle.length : first).lastIndexOf(1);
  const headline = before >= 0 ? before : isTitle.indexOf(1);
  return {
    target: Float32Array.from(isTitle, (_, p) => (p === headline ? 1 : 0)),
    weight: Float32Array.from(isTitle, (title, p) => (title && p !== headline ? 0 : 1)),
  };
}

function stack(
  pages: readonly LabelledPage[],
  names: string[],
  columnsOf: (page: LabelledPage) => Columns,
  aim = targets,
): Rows {
  const n = pages.reduce((sum, page) => sum + page.words.length, 0);
  const rows: Rows = {
    names,
    columns: names.map(() => new Float32Array(n)),
    target: new Float32Array(n),
    weight: new Float32Array(n),
  };
  let at = 0;
  for (const page of pages) {
    const columns = columnsOf(page);
    for (let k = 0; k < names.length; k++) rows.columns[k].set(columns[k], at);
    const { target, weight } = aim(page);
    rows.target.set(target, at);
    rows.weight.set(weight, at);
    at += page.words.length;
  }
  return rows;
}

/** Learns the scorecards; the second look learns from first looks that never saw the page's site. */
function trainScorecards(pages: readonly LabelledPage[], rules: RuleSet): Scorecards {
  const columns = new Map(pages.map((p) => [p, computeFeatures({ ...p, rules }).columns]));
  const own = (page: LabelledPage) => columns.get(page)!;
  const looks = new Map<LabelledPage, Float64Array>();
  const halves = [0, 1].map((half) => pages.filter((page) => page.source.site.length % 2 === half));
  halves.forEach((half, h) => {
    const card = fitScorecard(stack(halves[1 - h], FIRST, own));
    for (const page of half)
      looks.set(page, runScorecard(card, own(page), columnOf, page.words.length).map(sigmoid));
  });
  const both = (page: LabelledPage) => [...own(page), ...contextFeatures(looks.get(page)!, page.words)];
  const titled = pages.filter((page) => page.isTitle.includes(1));
  return {
    first: fitScorecard(stack(pages, FIRST, own)),
    second: fitScorecard(stack(pages, SECOND, both)),
    headline: fitScorecard(stack(titled, SECOND, both, headlineTargets)),
  };
}

const KEPT = new Set<Role>(ARTICLE_ROLES);

/** Counts the role chain on the pages with hand-labelled roles. */
export function trainRoleChain(pages: readonly LabelledPage[], rules: RuleSet, cards: Scorecards): RoleChain {
  const R = ROLES.length;
  const filled = (n: number, value: number) => new Array<number>(n).fill(value);
  const start = filled(R, 0.2);
  const next = ROLES.map((_, r) => filled(R, 0.05).map((v, q) => (q === r ? v + 1 : v)));
  const seen = OBSERVATIONS.map(({ bins }) => Array.from({ length: bins }, () => filled(R, 0.3)));
  for (const page of pages) {
    if (!page.roles.some((r) => r >= 0)) continue;
    const scores = scorePage(page.page, page.tokens, rules, page.matches, cards);
    const keep = Array.from(page.roles, (r, p) =>
      r >= 0 ? KEPT.has(ROLES[r]) && ROLES[r] !== 'headline' : page.inArticle[p] >= 0.5,
    );
    const headlines = [page.roles.indexOf(ROLES.indexOf('headline'))].filter((p) => p >= 0);
    const input = { scores, rules, matches: page.matches, keep, doubtful: [], headlines };
    const place = placeOf(input);
    page.roles.forEach((role, p) => {
      if (role < 0) return;
      if (p === 0) start[role]++;
      if (p > 0 && page.roles[p - 1] >= 0) next[page.roles[p - 1]][role]++;
      observe(input, p, place).forEach((bin, o) => {
        seen[o][bin][role]++;
      });
    });
  }
  return { start: logShares(start), next: next.map(logShares), seen: seen.map(logGivenRole) };
}

function logShares(counts: number[]): number[] {
  const total = counts.reduce((sum, c) => sum + c, 0);
  return counts.map((c) => Number(Math.log(c / total).toFixed(3)));
}

/** log P(bin | role) from counts by bin and role. */
function logGivenRole(counts: number[][]): number[][] {
  const totals = ROLES.map((_, r) => counts.reduce((sum, bin) => sum + bin[r], 0));
  return counts.map((bin) => bin.map((c, r) => Number(Math.log(c / totals[r]).toFixed(3))));
}

/** Learns everything. The pages' matches must come from the same rules. */
export function trainModel(
  pages: readonly LabelledPage[],
  rules: RuleSet,
): { learned: Learned; rules: RuleSet; counts: ReturnType<typeof countRules> } {
  const counts = countRules(pages, rules);
  const weights = ruleWeights(rules, counts);
  const weighed = new RuleSet(rules.rules, weights);
  const scorecards = trainScorecards(pages, weighed);
  return {
    learned: { weights, scorecards, roleChain: trainRoleChain(pages, weighed, scorecards) },
    rules: weighed,
    counts,
  };
}
