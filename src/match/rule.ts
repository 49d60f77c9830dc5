import type { Role } from '../roles.js';

/** Where in the page a position rule looks. */
export const PLACES = ['start', 'end', 'before-text', 'after-text'] as const;
/** What the paragraphs under a sequence rule's heading look like. */
export const FOLLOWERS = ['title', 'short', 'any'] as const;

/** The keys of which a rule has exactly one: the closed set of kinds. */
export const KINDS = ['phrases', 'patterns', 'shapes', 'sequence', 'position', 'fingerprints'] as const;
/** `within` is the kind of a site's rule that speaks by its place in the markup alone. */
export type RuleKind = (typeof KINDS)[number] | 'within';

export interface SequenceSpec {
  heading: string[];
  then: (typeof FOLLOWERS)[number];
  /** Fewest and most paragraphs after the heading. */
  atLeast: number;
  atMost: number;
}

export interface PositionSpec {
  at: (typeof PLACES)[number];
  /** How many paragraphs from that place. */
  within: number;
  phrases: string[];
  shapes: string[];
}

/** A rule as its file says it. */
export interface Rule {
  /** Pack and own id: `en/donation-appeal`. */
  id: string;
  role: Role;
  why: string;
  unless: string[];
  kind: RuleKind;
  phrases?: string[];
  patterns?: string[];
  /** Lower-case substrings without which no pattern of the rule can match. */
  keywords?: string[];
  shapes?: string[];
  sequence?: SequenceSpec;
  position?: PositionSpec;
  /** 16 hex digits each: see `match/kinds/fingerprint.ts`. */
  fingerprints?: string[];
}

/** A rule for the pages of one site. */
export interface SiteRule extends Rule {
  /** Whether it marks what the site's pages must keep. */
  keep: boolean;
  /** Marks of elements around the paragraph, one of which must be there: see `match/site-marks.ts`. */
  within?: string[];
  /** Learned from what repeats on the site: documents that have it, of how many. */
  learned?: { documents: number; of: number; example: string };
}

/** Log-odds of a rule's hit, counted from the corpus. */
export interface RuleWeight {
  /** Where the hit covers at least half of the paragraph's words. */
  whole: number;
  /** Where it stands inside more text. */
  part: number;
}
