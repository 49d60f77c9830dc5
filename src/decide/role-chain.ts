import type { Matches, RuleSet } from '../match/rule-set.js';
import { ARTICLE_ROLES, METADATA_ROLES, ROLES, type Role } from '../roles.js';
import { bestBlock } from '../score/context.js';
import { featureIndex } from '../score/features/index.js';
import type { Scores } from '../score/score.js';
import { binOf } from '../score/scorecard.js';

/** Counted on pages with hand-labelled roles: logarithms of probabilities. */
export interface RoleChain {
  /** `start[role]`, `next[role][following role]`, with roles in the order of `ROLES`. */
  start: number[];
  next: number[][];
  /** `seen[observation][bin][role]`. */
  seen: number[][][];
}

/** What decides the role of a paragraph once it is known what was kept. */
export interface RoleInput {
  scores: Scores;
  rules: RuleSet;
  matches: Matches;
  /** Whether the score would keep it. */
  keep: boolean[];
  /** Whether the score is too near to the threshold to decide alone. */
  doubtful: boolean[];
  headlines: number[];
}

interface Observation {
  name: string;
  bins: number;
  of(input: RoleInput, p: number, place: Place): number;
}

/** Where the article stands. */
interface Place {
  headline: number;
  first: number;
  last: number;
}

/** An observation made of a feature: its value's bin. */
function binned(name: string, edges: number[]): Observation {
  const column = featureIndex(name);
  return { name, bins: edges.length + 1, of: ({ scores }, p) => binOf(edges, scores.columns[column][p]) };
}

function zone(p: number, { headline, first, last }: Place): number {
  if (last < 0) return 7;
  if (headline >= 0 && p === headline + 1) return 8;
  if (p > last) return p > last + 30 ? 6 : p > last + 8 ? 5 : 4;
  if (p >= first) return 3;
  if (headline >= 0 && headline < first) return p > headline ? 2 : p >= headline - 8 ? 1 : 0;
  return p >= first - 8 ? 1 : 0;
}

/** The strongest role that rules mark, and how strongly: 0 none, else 1 + 3 * role + strength. */
function marked({ rules, matches }: RoleInput, p: number): number {
  let best = 0;
  let bin = 0;
  for (let h = matches.first[p]; h < matches.first[p + 1]; h++) {
    const hit = matches.hits[h];
    const weight = rules.weightOf(hit);
    // A rule of little weight still names the role: whether to remove is not asked here.
    const strength = Math.max(0.1, weight) * (0.3 + hit.cover);
    if (strength <= best) continue;
    best = strength;
    bin =
      1 + 3 * ROLES.indexOf(rules.rules[hit.rule].role) + (hit.cover >= 0.8 ? 2 : hit.cover >= 0.35 ? 1 : 0);
  }
  return bin;
}

const SCORE_EDGES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const MARKED_BINS = 1 + 3 * ROLES.length;

/** What is looked at, in the order of `RoleChain.seen`. */
export const OBSERVATIONS: readonly Observation[] = [
  { name: 'zone', bins: 9, of: (_, p, place) => zone(p, place) },
  { name: 'marked', bins: MARKED_BINS, of: marked },
  {
    name: 'score',
    bins: SCORE_EDGES.length + 1,
    of: ({ scores }, p) => binOf(SCORE_EDGES, scores.probability[p]),
  },
  binned('words', [1, 1.6, 2.1, 2.6, 3.2, 3.8, 4.5, 5.2]),
  binned('ends-sentence', [0.5]),
  binned('bullet', [0.5, 1.5]),
  binned('capitalised-share', [0.01, 0.3, 0.6, 0.9]),
  binned('number-share', [0.01, 0.25, 0.6]),
  binned('copies', [0.5, 2.5]),
  binned('period-2', [1.5, 3.5]),
  binned('period-3', [1.5, 3.5]),
];

/** How much each observation counts, and what is added where; chosen by cross-validation: see docs/quality.md. */
export const CHAIN = {
  /** Rules were written for naming roles: their mark counts for more than one observation among others. */
  mark: 2,
  score: 0.7,
  /** The other observations depend on each other; each counts for less than it would alone. */
  other: 0.5,
  /** In favour of keeping, where the score is in doubt and what stands around decides. */
  keepInDoubt: 1.5,
  /** Against calling metadata what the score would keep; only rules can. */
  metadata: -3,
};

/** Bins of all observations of a paragraph. */
export function observe(input: RoleInput, p: number, place: Place): number[] {
  return OBSERVATIONS.map((observation) => observation.of(input, p, place));
}

/** Where the article stands: its best block, which a stray kept line far below does not move. */
export function placeOf({ scores, headlines }: Pick<RoleInput, 'scores' | 'headlines'>): Place {
  const { from, to } = bestBlock(scores.probability, scores.words);
  return { headline: headlines[0] ?? -1, first: from, last: to };
}

const KEPT = new Set<Role>(ARTICLE_ROLES);
const METADATA = new Set<Role>(METADATA_ROLES);
const HEADLINE = ROLES.indexOf('headline');
const IMPOSSIBLE = -1e9;

/** Finds the likeliest sequence of roles (Viterbi); what is kept gets a role of the article or of its metadata. */
export function decodeRoles(chain: RoleChain, input: RoleInput): Role[] {
  const n = input.keep.length;
  const place = placeOf(input);
  const titles = new Set(input.headlines);
  const count = ROLES.length;
  const from = new Int8Array(n * count);
  let best = new Float64Array(count);
  for (let p = 0; p < n; p++) {
    const bins = observe(input, p, place);
    const now = new Float64Array(count);
    for (let r = 0; r < count; r++) {
      const allowed = permit(input, p, r, titles, bins[1]);
      if (allowed === IMPOSSIBLE) {
        now[r] = IMPOSSIBLE;
        continue;
      }
      let score = allowed;
      for (let o = 0; o < bins.length; o++)
        score += chain.seen[o][bins[o]][r] * (o === 1 ? CHAIN.mark : o === 2 ? CHAIN.score : CHAIN.other);
      if (p === 0) {
        now[r] = score + chain.start[r];
        continue;
      }
      let top = Number.NEGATIVE_INFINITY;
      for (let q = 0; q < count; q++) {
        const path = best[q] + chain.next[q][r];
        if (path > top) {
          top = path;
          from[p * count + r] = q;
        }
      }
      now[r] = score + top;
    }
    best = now;
  }
  const roles: Role[] = new Array(n);
  let at = best.indexOf(Math.max(...best));
  for (let p = n - 1; p >= 0; p--) {
    roles[p] = ROLES[at];
    at = from[p * count + at];
  }
  return roles;
}

/** Log-probability added for a role that the decision allows, or `IMPOSSIBLE`. */
function permit(
  { keep, doubtful }: RoleInput,
  p: number,
  role: number,
  titles: Set<number>,
  mark: number,
): number {
  if (titles.has(p)) return role === HEADLINE ? 0 : IMPOSSIBLE;
  if (role === HEADLINE) return IMPOSSIBLE;
  const name = ROLES[role];
  if (doubtful[p]) return KEPT.has(name) ? CHAIN.keepInDoubt : 0;
  if (!keep[p]) return KEPT.has(name) ? IMPOSSIBLE : 0;
  if (KEPT.has(name)) return 0;
  if (!METADATA.has(name)) return IMPOSSIBLE;
  return mark > 0 && ROLES[Math.floor((mark - 1) / 3)] === name && (mark - 1) % 3 > 0
    ? CHAIN.metadata
    : IMPOSSIBLE;
}
