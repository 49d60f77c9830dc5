import type { Tokens } from '../parse/tokens.js';
import type { Page } from '../types.js';
import type { RuleWeight, SiteRule } from './rule.js';
import {
  coversWhole,
  DEFAULT_WEIGHT,
  type Hit,
  indexHits,
  type Matches,
  type RuleList,
  RuleSet,
} from './rule-set.js';
import { ElementMarks } from './site-marks.js';

/** What a site's pages must keep: more than all that may speak for removal together. */
export const KEEP_WEIGHT: RuleWeight = { whole: -30, part: -30 };

/**
 * What stands on page after page of a site is none of its articles, whatever the model says of its words: on generated sites no
 * article lost a word by it (docs/learn.md).
 * Inside a paragraph it says no more than a rule.
 */
export const LEARNED_WEIGHT: RuleWeight = { whole: 12, part: DEFAULT_WEIGHT.part };

function weightOfSite({ keep, learned }: SiteRule): RuleWeight {
  if (keep) return KEEP_WEIGHT;
  return learned ? LEARNED_WEIGHT : DEFAULT_WEIGHT;
}

/** A rule set with the rules of one site behind it; they speak on that site's pages alone. */
export class SiteRules implements RuleList {
  readonly rules: RuleList['rules'];
  readonly weights: readonly RuleWeight[];
  readonly counted: readonly boolean[];
  private readonly own: RuleSet;
  private readonly marks = new ElementMarks();

  /** Throws as `RuleSet` does, and `MarkSyntaxError`, where a rule was not linted before. */
  constructor(
    private readonly base: RuleSet,
    private readonly site: readonly SiteRule[],
  ) {
    this.own = new RuleSet(site.map(byItsWords));
    this.rules = [...base.rules, ...site];
    this.weights = [...base.weights, ...site.map(weightOfSite)];
    this.counted = [...base.counted, ...site.map(() => false)];
    site.forEach(({ within }, rule) => {
      for (const mark of within ?? []) this.marks.add(mark, rule);
    });
  }

  weightOf(hit: Hit): number {
    const { whole, part } = this.weights[hit.rule];
    return hit.cover >= 0.5 ? whole : part;
  }

  /** Runs all rules over a page. On a paragraph that the site keeps, no other rule speaks. */
  match(page: Page, tokens: Tokens): Matches {
    const matches = this.base.match(page, tokens);
    const first = this.base.rules.length;
    const kept = new Map<number, Hit>();
    const removing: Hit[] = [];
    const learned = new Map<number, Hit>();
    for (const hit of this.matchSite(page, tokens)) {
      const numbered = { ...hit, rule: first + hit.rule };
      const rule = this.site[hit.rule];
      if (rule.learned && coversWhole(hit)) {
        if (!learned.has(hit.paragraph)) learned.set(hit.paragraph, numbered);
      } else if (!rule.keep) removing.push(numbered);
      else if (!kept.has(hit.paragraph)) kept.set(hit.paragraph, { ...numbered, cover: 1 });
    }
    for (const paragraph of kept.keys()) learned.delete(paragraph);
    if (removing.length === 0 && kept.size === 0) return { ...matches, learned };
    const hits = [...matches.hits, ...removing].filter(({ paragraph }) => !kept.has(paragraph));
    hits.sort((a, b) => a.paragraph - b.paragraph || a.rule - b.rule);
    return { words: matches.words, kept, learned, ...indexHits(hits, page.children.length) };
  }

  /** Hits of the site's rules, numbered among themselves. */
  private matchSite(page: Page, tokens: Tokens): Hit[] {
    const around = page.markup && this.marks.around(page.markup);
    const rulesAround = (paragraph: number) => around?.[page.children[paragraph].block ?? -1] ?? [];
    const silent = new Set<Hit['paragraph']>();
    const count = this.site.length;
    const hits = this.own.match(page, tokens).hits.filter(({ rule, paragraph }) => {
      if (!this.site[rule].within) return true;
      if (this.site[rule].kind !== 'within') return rulesAround(paragraph).includes(rule);
      silent.add(paragraph * count + rule);
      return false;
    });
    if (around)
      for (const { index, start, end } of page.children)
        for (const rule of rulesAround(index))
          if (this.site[rule].kind === 'within' && !silent.has(index * count + rule))
            hits.push({ rule, paragraph: index, start, end, cover: 1 });
    return hits;
  }
}

/** A rule that speaks by its place alone has words for its silence only: where they hit, it says nothing. */
function byItsWords(rule: SiteRule): SiteRule {
  return rule.kind === 'within' && rule.unless.length > 0
    ? { ...rule, phrases: rule.unless, unless: [] }
    : rule;
}
