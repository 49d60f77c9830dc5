import type { RuleWeight } from '../match/rule.js';
import { coversWhole, type Matches, type RuleSet } from '../match/rule-set.js';

/** A page whose article is known. */
export interface CountedPage {
  site: string;
  matches: Pick<Matches, 'hits'>;
  /** Share of each paragraph's words that stand in the gold article. */
  inArticle: Float32Array;
  /** 1 where the paragraph is the page's title: outside the gold article, and yet to be kept. */
  isTitle: Uint8Array;
}

/** Hits a page counts for at most: one page's menu must not settle a rule's weight. */
const MOST_HITS = 3;
/** Pseudo-count: hits that speak for nothing, against which each rule must prove itself. */
const PRIOR = 2;

/** What a rule's hits were, in gold articles and outside. */
export interface RuleCount {
  outside: number;
  inside: number;
  sites: number;
}

/** Counts each rule's hits, in paragraphs it covers by half or more, and in others. */
export function countRules(
  pages: readonly CountedPage[],
  rules: RuleSet,
): { whole: RuleCount; part: RuleCount }[] {
  const zero = () => ({ outside: 0, inside: 0, sites: 0 });
  const counts = rules.rules.map(() => ({ whole: zero(), part: zero() }));
  const sites = new Set<string>();
  for (const { site, matches, inArticle, isTitle } of pages) {
    const seen = new Map<string, number>();
    for (const hit of matches.hits) {
      if (isTitle[hit.paragraph]) continue;
      const where = coversWhole(hit) ? 'whole' : 'part';
      const inside = inArticle[hit.paragraph] >= 0.5 ? 'inside' : 'outside';
      const key = `${hit.rule} ${where} ${inside}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (times > MOST_HITS) continue;
      const count = counts[hit.rule][where];
      count[inside]++;
      if (!sites.has(`${site} ${hit.rule} ${where}`)) {
        sites.add(`${site} ${hit.rule} ${where}`);
        count.sites++;
      }
    }
  }
  return counts;
}

/** Share of boilerplate among paragraphs that one could take for either: what a hit is measured against. */
const BASE = { whole: 0.5, part: 0.4 };

/** Log-odds of counts against the odds of all hits of that sort together, with a pseudo-count. */
export function logOdds({ outside, inside }: RuleCount, share = BASE.whole): number {
  const raw =
    Math.log((outside + PRIOR * share) / (inside + PRIOR * (1 - share))) - Math.log(share / (1 - share));
  return Number(Math.max(-2, Math.min(5, raw)).toFixed(2));
}

/** A rule that the corpus never tried is trusted half as much as its like: this share of the median weight. */
const UNTRIED = 0.5;

function median(values: number[]): number {
  return values.length === 0 ? 0 : values.sort((a, b) => a - b)[values.length >> 1];
}

/** Weights of all rules, by id. */
export function ruleWeights(
  rules: RuleSet,
  counts: ReturnType<typeof countRules>,
): Record<string, RuleWeight> {
  const weigh = (where: 'whole' | 'part') => {
    const tried = (i: number) => counts[i][where].outside + counts[i][where].inside > 0;
    const weights = counts.map((count) => logOdds(count[where], BASE[where]));
    const untried = Number((UNTRIED * median(weights.filter((_, i) => tried(i)))).toFixed(2));
    return weights.map((weight, i) => (tried(i) ? weight : untried));
  };
  const whole = weigh('whole');
  const part = weigh('part');
  return Object.fromEntries(rules.rules.map((rule, i) => [rule.id, { whole: whole[i], part: part[i] }]));
}
