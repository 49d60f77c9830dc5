import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RoleModel } from './decide/roles.js';
import type { Rule, RuleWeight } from './match/rule.js';
import { type CompiledRules, type RuleList, RuleSet } from './match/rule-set.js';
import { featureIndex } from './score/features/index.js';
import {
  type Forest,
  type ForestFile,
  type ForestHead,
  layOutForest,
  restoreForest,
} from './score/forest.js';
import { type PhraseFile, unpackPhrases } from './score/phrase-file.js';
import type { PhraseTable } from './score/phrase-table.js';
import type { ScoreModel } from './score/score.js';
import { asFloats, asIntegers, unpackTables } from './tables.js';
import type { Markup } from './types.js';

/** What is learned for scoring, as files hold it. */
export interface ScoreFiles {
  phrases: PhraseFile;
  article: ForestFile;
  headline: ForestFile;
  marks: number[];
}

/** What is learned for naming roles, as files hold it. */
export interface RoleFiles {
  forest: ForestFile;
  next: number[][];
  share: number[];
}

/** What is learned for pages of one format with markup, as files hold it; rules and phrases are those of plain text. */
export interface MarkupFiles {
  /** Weights of what elements are called. */
  names: PhraseFile;
  /** Weights of what links and images lead to; of Markdown, in which blocks have no names. */
  targets?: PhraseFile;
  article: ForestFile;
  headline: ForestFile;
  roles: RoleFiles;
}

/** What stands beside a phrase table's own tables. */
export type PhraseHead = Pick<PhraseFile, 'scale' | 'bias'>;

/** What stands beside the tables of a format with markup, in `generated/<format>.json`; they are in `generated/<format>.bin`. */
export interface MarkupHead {
  names: PhraseHead;
  targets?: PhraseHead;
  article: ForestHead;
  headline: ForestHead;
}

/** What scores the pages of one format and names their roles. */
export interface FormatModel {
  scoring: ScoreModel;
  /** Loaded when a role is asked for. */
  readonly roles: RoleModel;
}

/** The shipped rules and all that was learned about them, as the build bundles them from `rules/`. */
export interface Bundle {
  /** First 16 hex digits of the SHA-256 of all of it: what reports name as the rules' version. */
  hash: string;
  rules: Rule[];
  weights: Record<string, RuleWeight>;
  /** What stands beside the tables of `generated/model.bin`. */
  phrases: PhraseHead;
  article: ForestHead;
  headline: ForestHead;
  marks: number[];
}

/** Rules and learned weights, ready to use: those of plain text, and those of pages with markup. */
export interface Model extends FormatModel {
  rules: RuleSet;
  /** Loaded with the first page of the format. */
  forMarkup(format: Markup['format']): FormatModel;
  hash: string;
  /**
   * The rules with those of a URL's site behind them; undefined where the site has none. Throws `UsageError` where the
   * site's file is broken.
   */
  rulesOf?(url?: string, site?: string): Promise<RuleList | undefined>;
}

/** The shipped packs as people read them, beside `dist` in the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../rules', import.meta.url));

let bundle: Bundle | undefined;

/** The shipped bundle. It is one generated file: reading YAML at each start would cost more than cleaning a page. */
export function shippedBundle(): Bundle {
  bundle ??= JSON.parse(readFileSync(new URL('../generated/bundle.json', import.meta.url), 'utf8')) as Bundle;
  return bundle;
}

/** The automata of rules as tables of a file. */
export function dumpRules({ vocabulary, phrases, shapes }: CompiledRules): Int32Array[][] {
  return [vocabulary, phrases, shapes];
}

/**
 * The large tables of a score model as those of a file: they are used where they stand in it. Of a format with markup they are its forests,
 * names and targets: its phrases are those of plain text.
 */
export function dumpScoring({ phrases, article, headline, markupTables }: ScoreModel): Int32Array[][] {
  const { names = phrases, targets } = markupTables ?? {};
  const ofTable = ({ index, cells, more, rows }: PhraseTable) => [index, cells, more, rows];
  const ofForest = ({ words, means }: Forest) => [words, asIntegers(means)];
  return [ofForest(article), ofForest(headline), ofTable(names), ...(targets ? [ofTable(targets)] : [])];
}

const readGenerated = (name: string) => readFileSync(new URL(`../generated/${name}`, import.meta.url));

function restoreRules(): CompiledRules {
  const [vocabulary, phrases, shapes] = unpackTables(readGenerated('automata.bin'));
  return { vocabulary, phrases, shapes };
}

function restoreScoring({ phrases, article, headline, marks }: Bundle): ScoreModel {
  const [ofArticle, ofHeadline, ofPhrases] = unpackTables(readGenerated('model.bin'));
  return {
    phrases: restorePhrases(phrases, ofPhrases),
    article: restoreForestOf(article, ofArticle),
    headline: restoreForestOf(headline, ofHeadline),
    marks,
  };
}

function restorePhrases({ scale, bias }: PhraseHead, [index, cells, more, rows]: Int32Array[]): PhraseTable {
  return { index, cells, more, rows, scale, bias: Float32Array.from(bias) };
}

function restoreForestOf(head: ForestHead, [words, means]: Int32Array[]): Forest {
  return restoreForest(head, words, asFloats(means), featureIndex);
}

/** What scores pages, from its files. */
export function scoreModel({ phrases, ...rest }: ScoreFiles): ScoreModel {
  return layOutScoring(unpackPhrases(phrases), rest);
}

function layOutScoring(
  phrases: PhraseTable,
  { article, headline, marks }: Omit<ScoreFiles, 'phrases'>,
): ScoreModel {
  return {
    phrases,
    article: layOutForest(article, featureIndex),
    headline: layOutForest(headline, featureIndex),
    marks,
  };
}

/** What names roles, from its files. */
export function roleModel({ forest, ...rest }: RoleFiles): RoleModel {
  return { ...rest, forest: layOutForest(forest, featureIndex) };
}

/** What scores pages of a format with markup and names their roles, from its files; `roles` is asked when a role is. */
export function markupModel(
  { names, targets, ...forests }: Omit<MarkupFiles, 'roles'>,
  roles: () => RoleFiles,
  text: ScoreModel,
): FormatModel {
  const scoring = {
    ...layOutScoring(text.phrases, { ...forests, marks: noMarks(text) }),
    markupTables: { names: unpackPhrases(names), ...(targets && { targets: unpackPhrases(targets) }) },
  };
  return withRoles(scoring, roles);
}

/** Structural marks are those of plain text: markup says itself what they guess. */
const noMarks = ({ marks }: ScoreModel): number[] => marks.map(() => 0);

function withRoles(scoring: ScoreModel, roles: () => RoleFiles): FormatModel {
  let named: RoleModel | undefined;
  return {
    scoring,
    get roles() {
      named ??= roleModel(roles());
      return named;
    },
  };
}

const readJson = <T>(name: string) => JSON.parse(readGenerated(name).toString()) as T;
const shippedMarkup = new Map<string, FormatModel>();

function shippedForMarkup(format: Markup['format'], text: ScoreModel): FormatModel {
  let model = shippedMarkup.get(format);
  if (!model) {
    const { names, targets, article, headline } = readJson<MarkupHead>(`${format}.json`);
    const [ofArticle, ofHeadline, ofNames, ofTargets] = unpackTables(readGenerated(`${format}.bin`));
    const scoring = {
      phrases: text.phrases,
      article: restoreForestOf(article, ofArticle),
      headline: restoreForestOf(headline, ofHeadline),
      marks: noMarks(text),
      markupTables: {
        names: restorePhrases(names, ofNames),
        ...(targets && { targets: restorePhrases(targets, ofTargets) }),
      },
    };
    model = withRoles(scoring, () => readJson<RoleFiles>(`${format}-roles.json`));
    shippedMarkup.set(format, model);
  }
  return model;
}

let shippedScoring: ScoreModel | undefined;
let shippedRoles: RoleModel | undefined;

/** Folder of the shipped rules for sites; a package may leave it out. */
export const SHIPPED_SITES = fileURLToPath(new URL('../rules/sites', import.meta.url));

/** Rules of sites by URL. What reads them is loaded with the first page that has one. */
function siteRules(
  base: RuleSet,
  packs: readonly string[],
  keep?: (rule: Rule) => boolean,
): Model['rulesOf'] {
  const roots = [...(existsSync(SHIPPED_SITES) ? [SHIPPED_SITES] : []), ...packs];
  const open = async () => new (await import('./pack/site-book.js')).SiteBook(base, roots, keep);
  let book: ReturnType<typeof open> | undefined;
  return async (url, site) => {
    book ??= open();
    return (await book).rulesOf(url, site);
  };
}

let shipped: Model | undefined;

/** The shipped rules and all that was learned about them: made once, since automata get faster with every page they read. */
export function shippedModel(): Model {
  shipped ??= createModel();
  return shipped;
}

/**
 * The shipped rules with added ones behind them.
 * @param packs paths of packs that may hold rules for sites.
 * @param own counted weights of added rules, by id.
 */
export function createModel(
  added: readonly Rule[] = [],
  keep?: (rule: Rule) => boolean,
  packs: readonly string[] = [],
  own: Readonly<Record<string, RuleWeight>> = {},
): Model {
  const { rules, weights, hash } = shippedBundle();
  const all = [...rules, ...added];
  // Their automata come ready-made; any other set of rules is compiled now.
  const compiled = added.length === 0 && !keep ? restoreRules() : undefined;
  shippedScoring ??= restoreScoring(shippedBundle());
  const ruleSet = new RuleSet(keep ? all.filter(keep) : all, weights, compiled, own);
  return {
    rules: ruleSet,
    rulesOf: siteRules(ruleSet, packs, keep),
    scoring: shippedScoring,
    forMarkup: (format) => shippedForMarkup(format, shippedScoring!),
    get roles() {
      shippedRoles ??= roleModel(readJson<RoleFiles>('roles.json'));
      return shippedRoles;
    },
    hash,
  };
}
