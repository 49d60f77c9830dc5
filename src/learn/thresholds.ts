/** What a signature needs. The defaults and what they were held against are in docs/learn.md. */
export interface Thresholds {
  /** Fewest different pages of the site. */
  documents: number;
  /** Least share of the site's pages, where the model takes it for boilerplate; of a template, twice that. */
  share: number;
  /** Largest share of its pages on which the model takes it for article text. */
  articleRate: number;
  /** From this share of the pages on, what the model says does not count: no article stands on every seventh page. */
  widespread: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  documents: 4,
  share: 0.05,
  articleRate: 0.1,
  widespread: 0.15,
};
