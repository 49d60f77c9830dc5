import type { Matches, RuleList } from '../match/rule-set.js';
import { ARTICLE_ROLES, ROLES, type Role } from '../roles.js';
import { emptyRow, type Forest, fillRow, sumTrees, treeCount } from '../score/forest.js';
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

/** Logarithm of each role's probability for one paragraph. */
function oddsOf(forest: Forest, row: Float32Array): Float64Array {
  const odds = new Float64Array(COUNT);
  for (let r = 0; r < COUNT; r++) odds[r] = sumTrees(forest, row, r, treeCount(forest), COUNT);
  const most = Math.max(...odds);
  const total = Math.log(odds.reduce((sum, odd) => sum + Math.exp(odd - most), 0));
  return odds.map((odd) => Math.max(LEAST_LOG, odd - most - total));
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
  { hits, first }: Matches,
  marks: readonly number[],
  { article, headlines }: Decision,
): Role[] {
  const n = article.length;
  const titles = new Set(headlines);
  const row = emptyRow(forest);
  const back = new Uint8Array(n * COUNT);
  let best = new Float64Array(COUNT);
  for (let p = 0; p < n; p++) {
    const now = oddsOf(forest, fillRow(forest, scores.columns, p, row));
    let named = false;
    for (let h = first[p]; h < first[p + 1]; h++) {
      const { rule } = hits[h];
      const role = ROLES.indexOf(rules.rules[rule].role);
      const weight = Math.max(0, rules.weightOf(hits[h]));
      now[role] += weight * (rules.counted[rule] ? share[role] : 1);
      named ||= weight > 0;
    }
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
    best = now as Float64Array<ArrayBuffer>;
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
export function rolesByRules({ article }: Decision, rules: RuleList, { hits, first }: Matches): Role[] {
  return Array.from(article, (kept, p) => {
    if (kept) return 'body';
    const best = hits
      .slice(first[p], first[p + 1])
      .sort((a, b) => rules.weightOf(b) - rules.weightOf(a))
      .at(0);
    return best ? rules.rules[best.rule].role : 'other';
  });
}
