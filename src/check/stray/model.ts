import type { Tokens } from '../../parse/tokens.js';
import { ARTICLE_ROLES, BOILERPLATE_ROLES, METADATA_ROLES, ROLES, type Role } from '../../roles.js';
import { FEATURES, wantColumns } from '../../score/features/index.js';
import type { Columns } from '../../score/features/types.js';
import { countUp, type Forest, type ForestFile, layOutForest, sumForest } from '../../score/forest.js';
import { type PhraseFile, unpackPhrases } from '../../score/phrase-file.js';
import type { PhraseScores, PhraseTable } from '../../score/phrase-table.js';
import type { Scores } from '../../score/score.js';
import { strayColumn, strayColumns } from './features.js';

/** What is learned about lines of boilerplate that stand alone in an article, as files hold it. */
export interface StrayFiles {
  /** Words of single lines by role, each line counted once. */
  phrases: PhraseFile;
  forest: ForestFile;
  /** Log-odds from which on a line is found; chosen on gold texts. */
  threshold: number;
}

/** The same, ready to use. */
export interface StrayModel {
  phrases: PhraseTable;
  forest: Forest;
  threshold: number;
  /** Features of scoring that the forest and the naming of roles ask for. */
  wanted: Uint8Array;
}

/** What rules say of a paragraph, by the role they speak for. */
const RULE_COLUMNS = BOILERPLATE_ROLES.map((role) => ({ role, column: strayColumn(`rule-${role}`) }));

/** Lays out what `StrayFiles` hold. */
export function strayModel({ phrases, forest, threshold }: StrayFiles): StrayModel {
  const laidOut = layOutForest(forest, strayColumn);
  return {
    phrases: unpackPhrases(phrases),
    forest: laidOut,
    threshold,
    wanted: wantColumns(
      [...laidOut.columns].filter((column) => column < FEATURES.length),
      RULE_COLUMNS.map(({ column }) => column),
    ),
  };
}

export const METADATA: ReadonlySet<Role> = new Set(METADATA_ROLES);
const ARTICLE: ReadonlySet<Role> = new Set(ARTICLE_ROLES);

/** The likeliest role outside the article, by a paragraph's words alone. */
export function roleByWords({ roles }: PhraseScores, p: number): Role {
  let best: Role = 'other';
  let most = Number.NEGATIVE_INFINITY;
  ROLES.forEach((role, r) => {
    const log = roles[p * ROLES.length + r];
    if (ARTICLE.has(role) || log <= most) return;
    most = log;
    best = role;
  });
  return best;
}

/** The likeliest boilerplate role: words say it, and rules add what they weigh. */
function boilerplateBy(columns: Columns, { roles }: PhraseScores, p: number): Role {
  let best: Role = 'other';
  let most = Number.NEGATIVE_INFINITY;
  for (const { role, column } of RULE_COLUMNS) {
    const odds = roles[p * ROLES.length + ROLES.indexOf(role)] + Math.max(0, columns[column][p]);
    if (odds <= most) continue;
    most = odds;
    best = role;
  }
  return best;
}

/** What is known of single lines of a page. */
export interface StrayLines {
  /** Log-odds that a paragraph is boilerplate, whatever stands around it. */
  odds: Float64Array;
  /** The role of a paragraph that is surely boilerplate; bylines, dates and captions belong to the article. */
  role(p: number): Role | undefined;
}

/** Looks at each line of a page that was scored, as if it stood alone in a clean text. */
export function strayLines(
  tokens: Tokens,
  scores: Scores,
  { phrases, wanted, forest, threshold }: StrayModel,
): StrayLines {
  const { columns, words } = strayColumns(tokens, scores, phrases, wanted);
  const odds = sumForest(forest, columns, countUp(scores.logOdds.length));
  return {
    odds,
    role: (p) =>
      odds[p] < threshold || METADATA.has(roleByWords(words, p))
        ? undefined
        : boilerplateBy(columns, words, p),
  };
}
