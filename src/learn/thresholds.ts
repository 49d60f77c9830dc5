/** What a signature needs. The defaults and what they were held against are in docs/learn.md. */
export interface Thresholds {
  /** Fewest different pages of the site. */
  documents: number;
  /** Least share of the site's pages, where the model takes it for boilerplate; of a template, twice that. */
  share: number;
  /** Largest share of its pages on which the model takes it for article text. */
  articleRate: number;
  /** From this share of the pages on, of a template twice that, what the model says does not count: no article stands on every seventh page. */
  widespread: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  documents: 4,
  share: 0.05,
  articleRate: 0.1,
  widespread: 0.15,
};

/** Values that gold chooses among. How many pages a signature needs is not among them: copies of a page are what it guards against. */
const CHOICES: Record<Exclude<keyof Thresholds, 'documents'>, readonly number[]> = {
  share: [0.02, 0.05, 0.1, 0.2],
  articleRate: [0, 0.05, 0.1, 0.2, 0.4],
  widespread: [0.1, 0.15, 0.25, 0.4],
};

/** Words of pages whose article is known, and what signatures do to them. They add up over pages and sites. */
export interface SignatureEffect {
  /** Boilerplate that rules and model leave, and how much of it signatures remove. */
  left: number;
  removed: number;
  /** Article and headlines that rules and model keep, and how much of it signatures remove. */
  article: number;
  lost: number;
}

export const NO_EFFECT: SignatureEffect = { left: 0, removed: 0, article: 0, lost: 0 };

export function addEffects(a: SignatureEffect, b: SignatureEffect): SignatureEffect {
  return {
    left: a.left + b.left,
    removed: a.removed + b.removed,
    article: a.article + b.article,
    lost: a.lost + b.lost,
  };
}

/** Share of the article's words that signatures may cost. */
export const MOST_LOST = 0.001;
/** A sentence that is counted as lost beside those that are: little gold proves nothing. */
const SENTENCE = 20;

/** Article words from which on gold can tell anything at all. */
export const LEAST_ARTICLE = SENTENCE / MOST_LOST;

/** All that gold chooses among, the nearest to `from` first; what `fixed` names stays as it is there. */
export function choices(from: Thresholds, fixed: Partial<Thresholds> = {}): Thresholds[] {
  const valuesOf = (key: keyof typeof CHOICES) =>
    fixed[key] === undefined ? [...new Set([from[key], ...CHOICES[key]])] : [fixed[key]];
  const all = valuesOf('share').flatMap((share) =>
    valuesOf('articleRate').flatMap((articleRate) =>
      valuesOf('widespread').map((widespread) => ({ ...from, ...fixed, share, articleRate, widespread })),
    ),
  );
  const distance = (limits: Thresholds) =>
    (Object.keys(CHOICES) as (keyof typeof CHOICES)[]).reduce((sum, key) => {
      const values = valuesOf(key).toSorted((a, b) => a - b);
      return sum + Math.abs(values.indexOf(limits[key]) - values.indexOf(fixed[key] ?? from[key]));
    }, 0);
  // Sorting is stable: of those equally far the strictest comes first.
  const strictness = (a: Thresholds, b: Thresholds) =>
    a.articleRate - b.articleRate || b.share - a.share || b.widespread - a.widespread;
  return all.sort((a, b) => distance(a) - distance(b) || strictness(a, b));
}

/**
 * The thresholds that remove most of what is left among those that cost less than a thousandth of the article's words; where none
 * does, those that cost least. Of equals the first.
 * @param effects of each of the thresholds, in their order; at least one.
 * @returns an index; undefined where there is too little article to tell.
 */
export function chooseThresholds(effects: readonly SignatureEffect[]): number | undefined {
  if (effects[0].article < LEAST_ARTICLE) return undefined;
  const isSafe = ({ article, lost }: SignatureEffect) => lost + SENTENCE <= MOST_LOST * article;
  const safe = effects.some(isSafe);
  const value = (effect: SignatureEffect) => {
    if (!safe) return -effect.lost;
    return isSafe(effect) ? effect.removed : -1;
  };
  return effects.reduce((best, effect, i) => (value(effect) > value(effects[best]) ? i : best), 0);
}
