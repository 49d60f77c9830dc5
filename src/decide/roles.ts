import type { Matches, RuleList } from '../match/rule-set.js';
import { ARTICLE_ROLES, ROLES, type Role } from '../roles.js';
import type { Columns } from '../score/features/types.js';
import { countUp, type Forest, fillRows, sumTrees } from '../score/forest.js';
import { bearsMark, STRUCTURAL_MARKS } from '../score/marks.js';
import type { Scores } from '../score/score.js';
import type { Decision } from './decide.js';

/** What names the role of a paragraph. */
export interface RoleModel {
  /** Trees in turns: tree t adds to role t modulo the number of roles. */
  forest: Forest;
  /** Logarithm of how much likelier a role is after another than anywhere: `next[role][following role]`. */
  next: number[][];
  /** How much of a rule's weight counts for its role. */
  share: number[];
}

const COUNT = ROLES.length;
const HEADLINE = ROLES.indexOf('headline');
const IS_ARTICLE = ROLES.map((role) => (ARTICLE_ROLES as readonly Role[]).includes(role));
const IMPOSSIBLE = -1e9;
/** A role is never less likely than this: no feature rules one out. */
const LEAST_LOG = -4;
/** How much the role before counts beside a paragraph's own features; chosen by cross-validation (docs/model.md). */
const CHAIN = 0.3;

/** So many paragraphs go through the trees together. */
const BATCH = 256;

/** Logarithm of each role's probability for each of a page's paragraphs: `odds[p * COUNT + role]`. */
function roleOdds(forest: Forest, columns: Columns, n: number): Float64Array {
  const odds = new Float64Array(n * COUNT);
  for (let from = 0; from < n; from += BATCH) {
    const count = Math.min(BATCH, n - from);
    const places = countUp(count);
    const rows = fillRows(forest, columns, countUp(count, from), count);
    for (let r = 0; r < COUNT; r++) {
      const sums = new Float64Array(count);
      sumTrees(forest, rows, places, count, { from: r, to: forest.trees, step: COUNT }, sums);
      for (let k = 0; k < count; k++) odds[(from + k) * COUNT + r] = sums[k];
    }
  }
  for (let p = 0; p < n; p++) normalise(odds.subarray(p * COUNT, (p + 1) * COUNT));
  return odds;
}

/** Makes one paragraph's odds logarithms of probabilities. */
function normalise(odds: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < COUNT; r++) if (odds[r] > most) most = odds[r];
  let sum = 0;
  for (let r = 0; r < COUNT; r++) sum += Math.exp(odds[r] - most);
  const total = Math.log(sum);
  for (let r = 0; r < COUNT; r++) odds[r] = Math.max(LEAST_LOG, odds[r] - most - total);
}

/**
 * Names every paragraph's role: the likeliest sequence (Viterbi) that agrees with what was decided. Rules and structural
 * marks speak for their roles: rules the more, the fewer labels the forest had of the role; in full if they are the
 * user's own.
 */
export function nameRoles(
  { forest, next, share }: RoleModel,
  scores: Scores,
  rules: RuleList,
  { hits, first, learned }: Matches,
  marks: readonly number[],
  { article, headlines }: Decision,
): Role[] {
  const n = article.length;
  const titles = new Set(headlines);
  const odds = roleOdds(forest, scores.columns, n);
  const back = new Uint8Array(n * COUNT);
  let best: Float64Array = new Float64Array(COUNT);
  for (let p = 0; p < n; p++) {
    const now = odds.subarray(p * COUNT, (p + 1) * COUNT);
    let named = false;
    for (let h = first[p]; h < first[p + 1]; h++) {
      const { rule } = hits[h];
      const role = ROLES.indexOf(rules.rules[rule].role);
      const weight = Math.max(0, rules.weightOf(hits[h]));
      now[role] += weight * (rules.counted[rule] ? share[role] : 1);
      named ||= weight > 0;
    }
    const hit = learned?.get(p);
    if (hit) now[ROLES.indexOf(rules.rules[hit.rule].role)] += rules.weightOf(hit);
    // A mark says where a line stands; a rule that speaks on the line itself knows better what it is.
    marks.forEach((weight, mark) => {
      if (!named && bearsMark(mark, scores.columns, p))
        now[ROLES.indexOf(STRUCTURAL_MARKS[mark].role)] += weight;
    });
    for (let r = 0; r < COUNT; r++) {
      const allowed = titles.has(p) ? r === HEADLINE : r !== HEADLINE && IS_ARTICLE[r] === (article[p] === 1);
      if (!allowed) now[r] = IMPOSSIBLE;
      else if (p > 0) now[r] += bestPath(best, next, r, back, p);
    }
    best = now;
  }
  return trace(best, back, n);
}

/** Score of the likeliest way to a role; notes in `back` which role it comes from. */
function bestPath(best: Float64Array, next: number[][], role: number, back: Uint8Array, p: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let q = 0; q < COUNT; q++) {
    const path = best[q] + CHAIN * next[q][role];
    if (path <= top) continue;
    top = path;
    back[p * COUNT + role] = q;
  }
  return top;
}

function trace(last: Float64Array, back: Uint8Array, n: number): Role[] {
  const roles: Role[] = new Array(n);
  let at = last.indexOf(Math.max(...last));
  for (let p = n - 1; p >= 0; p--) {
    roles[p] = ROLES[at];
    at = back[p * COUNT + at];
  }
  return roles;
}

/** Roles by the rules alone: what goes has the role of the strongest rule that speaks on it. */
export function rolesByRules(
  { article }: Decision,
  rules: RuleList,
  { hits, first, learned }: Matches,
): Role[] {
  return Array.from(article, (kept, p) => {
    if (kept) return 'body';
    const own = learned?.get(p);
    const best = [...hits.slice(first[p], first[p + 1]), ...(own ? [own] : [])]
      .sort((a, b) => rules.weightOf(b) - rules.weightOf(a))
      .at(0);
    return best ? rules.rules[best.rule].role : 'other';
  });
}
