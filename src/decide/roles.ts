import type { Matches, RuleSet } from '../match/rule-set.js';
import { ARTICLE_ROLES, ROLES, type Role } from '../roles.js';
import { emptyRow, type Forest, fillRow, sumTrees, treeCount } from '../score/forest.js';
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
/** By role: whether it is one of the article's. */
export const IS_ARTICLE = ROLES.map((role) => (ARTICLE_ROLES as readonly Role[]).includes(role));
/** Added to what cannot be. */
export const IMPOSSIBLE = -1e9;
/** A role is never less likely than this: no single feature rules one out. */
const LEAST_LOG = -5;
/** How much the role before counts beside a paragraph's own features; chosen by cross-validation (docs/model.md). */
const CHAIN = 0.3;

/** Names roles of one page: each paragraph's own odds, worked out when they are asked for, and sequences of them. */
export class RoleNamer {
  private readonly known: (Float64Array | undefined)[] = [];
  private readonly row: Float32Array;

  constructor(
    private readonly model: RoleModel,
    private readonly scores: Scores,
    private readonly rules: RuleSet,
    private readonly matches: Matches,
  ) {
    this.row = emptyRow(model.forest);
  }

  /** Logarithm of each role's probability for one paragraph, with what rules add for theirs. */
  private odds(p: number): Float64Array {
    let odds = this.known[p];
    if (odds) return odds;
    const { forest } = this.model;
    fillRow(forest, this.scores.columns, p, this.row);
    odds = new Float64Array(COUNT);
    for (let r = 0; r < COUNT; r++) odds[r] = sumTrees(forest, this.row, r, treeCount(forest), COUNT);
    const most = Math.max(...odds);
    const total = Math.log(odds.reduce((sum, odd) => sum + Math.exp(odd - most), 0));
    for (let r = 0; r < COUNT; r++) odds[r] = Math.max(LEAST_LOG, odds[r] - most - total);
    this.addRules(odds, p);
    this.known[p] = odds;
    return odds;
  }

  /** Rules speak for their roles: the more, the fewer labels the forest had of it; in full if they are the user's own. */
  private addRules(odds: Float64Array, p: number): void {
    const { hits, first } = this.matches;
    for (let h = first[p]; h < first[p + 1]; h++) {
      const { rule } = hits[h];
      const role = ROLES.indexOf(this.rules.rules[rule].role);
      const share = this.rules.counted[rule] ? this.model.share[role] : 1;
      odds[role] += Math.max(0, this.rules.weightOf(hits[h])) * share;
    }
  }

  /**
   * The likeliest sequence of roles (Viterbi) of paragraphs `from .. to`, both included.
   * @param bias added to the logarithm of a role's probability in a paragraph.
   */
  decode(from: number, to: number, bias: (p: number, role: number) => number): Uint8Array {
    const n = to - from + 1;
    const back = new Uint8Array(n * COUNT);
    let best = new Float64Array(COUNT);
    for (let i = 0; i < n; i++) {
      const own = this.odds(from + i);
      const now = new Float64Array(COUNT);
      for (let r = 0; r < COUNT; r++) {
        now[r] = bias(from + i, r);
        if (now[r] === IMPOSSIBLE) continue;
        now[r] += own[r];
        if (i > 0) now[r] += this.bestPath(best, r, back, i);
      }
      best = now;
    }
    const roles = new Uint8Array(n);
    let at = best.indexOf(Math.max(...best));
    for (let i = n - 1; i >= 0; i--) {
      roles[i] = at;
      at = back[i * COUNT + at];
    }
    return roles;
  }

  private bestPath(best: Float64Array, role: number, back: Uint8Array, i: number): number {
    let top = Number.NEGATIVE_INFINITY;
    for (let q = 0; q < COUNT; q++) {
      const path = best[q] + CHAIN * this.model.next[q][role];
      if (path <= top) continue;
      top = path;
      back[i * COUNT + role] = q;
    }
    return top;
  }

  /** Every paragraph's role: the likeliest sequence that agrees with what was decided. */
  name({ article, headlines }: Pick<Decision, 'article' | 'headlines'>): Role[] {
    const titles = new Set(headlines);
    const n = article.length;
    if (n === 0) return [];
    const allowed = (p: number, r: number) =>
      titles.has(p) ? r === HEADLINE : r !== HEADLINE && IS_ARTICLE[r] === (article[p] === 1);
    const roles = this.decode(0, n - 1, (p, r) => (allowed(p, r) ? 0 : IMPOSSIBLE));
    return Array.from(roles, (r) => ROLES[r]);
  }
}

/** Roles by the rules alone: what goes has the role of the strongest rule that speaks on it. */
export function rolesByRules({ article }: Decision, rules: RuleSet, { hits, first }: Matches): Role[] {
  return Array.from(article, (kept, p) => {
    if (kept) return 'body';
    const best = hits
      .slice(first[p], first[p + 1])
      .sort((a, b) => rules.weightOf(b) - rules.weightOf(a))
      .at(0);
    return best ? rules.rules[best.rule].role : 'other';
  });
}
