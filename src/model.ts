import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RoleModel } from './decide/roles.js';
import type { Rule, RuleWeight } from './match/rule.js';
import { type CompiledRules, type RuleList, RuleSet } from './match/rule-set.js';
import { featureIndex } from './score/features/index.js';
import { type ForestFile, layOutForest } from './score/forest.js';
import { type PhraseFile, unpackPhrases } from './score/phrase-file.js';
import type { ScoreModel } from './score/score.js';

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

/** The shipped rules and all that was learned about them, as the build bundles them from `rules/`. */
export interface Bundle extends ScoreFiles {
  /** First 16 hex digits of the SHA-256 of all of it: what reports name as the rules' version. */
  hash: string;
  rules: Rule[];
  weights: Record<string, RuleWeight>;
}

/** Rules and learned weights, ready to use. */
export interface Model {
  rules: RuleSet;
  scoring: ScoreModel;
  /** Loaded when a role is asked for. */
  readonly roles: RoleModel;
  hash: string;
  /**
   * The rules with those of a URL's site behind them; undefined where the site has none. Throws `UsageError` where the
   * site's file is broken.
   */
  rulesOf?(url: string): Promise<RuleList | undefined>;
}

/** The shipped packs as people read them, beside `dist` in the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../rules', import.meta.url));

let bundle: Bundle | undefined;

/** The shipped bundle. It is one generated file: reading YAML at each start would cost more than cleaning a page. */
export function shippedBundle(): Bundle {
  bundle ??= JSON.parse(readFileSync(new URL('../generated/bundle.json', import.meta.url), 'utf8')) as Bundle;
  return bundle;
}

/** Writes lists of integers into one: how many of each sort, then each list's length, then their values. */
export function packTables({ vocabulary, phrases, shapes }: CompiledRules): Uint8Array {
  const all = [...vocabulary, ...phrases, ...shapes];
  const lengths = all.map((table) => table.length);
  const out = Int32Array.from([vocabulary.length, phrases.length, shapes.length, ...lengths]);
  return Buffer.concat(
    [out, ...all].map((table) => Buffer.from(table.buffer, table.byteOffset, table.byteLength)),
  );
}

/** Reads what `packTables` wrote: views into the bytes, nothing is copied. */
function unpackTables(bytes: Uint8Array): CompiledRules {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const numbers = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
  const [vocabulary, phrases, shapes] = numbers;
  const first = 3 + vocabulary + phrases + shapes;
  let at = first;
  const tables: Int32Array[] = [];
  for (const length of numbers.subarray(3, first)) {
    tables.push(numbers.subarray(at, at + length));
    at += length;
  }
  return {
    vocabulary: tables.slice(0, vocabulary),
    phrases: tables.slice(vocabulary, vocabulary + phrases),
    shapes: tables.slice(vocabulary + phrases),
  };
}

/** What scores pages, from its files. */
export function scoreModel({ phrases, article, headline, marks }: ScoreFiles): ScoreModel {
  return {
    phrases: unpackPhrases(phrases),
    article: layOutForest(article, featureIndex),
    headline: layOutForest(headline, featureIndex),
    marks,
  };
}

/** What names roles, from its files. */
export function roleModel({ forest, ...rest }: RoleFiles): RoleModel {
  return { ...rest, forest: layOutForest(forest, featureIndex) };
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
  return async (url) => {
    book ??= open();
    return (await book).rulesOf(url);
  };
}

/**
 * The shipped rules with added ones behind them.
 * @param packs paths of packs that may hold rules for sites.
 */
export function createModel(
  added: readonly Rule[] = [],
  keep?: (rule: Rule) => boolean,
  packs: readonly string[] = [],
): Model {
  const { rules, weights, hash } = shippedBundle();
  const all = [...rules, ...added];
  // Their automata come ready-made; any other set of rules is compiled now.
  const compiled =
    added.length === 0 && !keep
      ? unpackTables(readFileSync(new URL('../generated/automata.bin', import.meta.url)))
      : undefined;
  shippedScoring ??= scoreModel(shippedBundle());
  const ruleSet = new RuleSet(keep ? all.filter(keep) : all, weights, compiled);
  return {
    rules: ruleSet,
    rulesOf: siteRules(ruleSet, packs, keep),
    scoring: shippedScoring,
    get roles() {
      shippedRoles ??= roleModel(
        JSON.parse(readFileSync(new URL('../generated/roles.json', import.meta.url), 'utf8')) as RoleFiles,
      );
      return shippedRoles;
    },
    hash,
  };
}
