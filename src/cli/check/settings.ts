import type { Budgets, Limit } from '../../check/budgets.js';
import { defaultLevels } from '../../check/measures/index.js';
import type { CheckOptions, Level } from '../../check/types.js';
import type { CheckConfig } from '../../config/check-schema.js';
import { suggestion, UsageError } from '../../problem.js';
import { isRole, ROLES, type Role } from '../../roles.js';
import type { CheckFlags } from '../commands/check.js';

/** Everything that a run of `check` is told, flags before the config file before defaults. */
export interface CheckSettings {
  options: CheckOptions;
  budgets: Budgets;
  /** More warnings than these fail the run; none is too many where it is undefined. */
  maxWarnings?: number;
  baseline?: string;
  strictBaseline: boolean;
  /** Page about the rules that reports link to. */
  docs?: string;
}

/** From this share of boilerplate on a document is none. Of a page that is all menu, cleaning keeps the likeliest part: more would miss it. */
const MOST_BOILERPLATE = 0.6;
/** Of news items the shortest have some twenty words. */
const LEAST_WORDS = 15;
const NEAR = 0.8;
const REPEATED_IN = 3;
const LEVELS: readonly string[] = ['off', 'warning', 'error'] satisfies Level[];

/** `2%` or `0.02` as a share, 0 to 1. Throws `UsageError`. */
export function shareOf(value: string | number, where: string): number {
  const text = String(value).trim();
  const number = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (!/^\d*\.?\d+%?$/.test(text) || number > 1)
    throw new UsageError(`${where}: "${text}" is no share; write it as 2% or 0.02`);
  return number;
}

/** `5` as a count, `1%` as a share. Throws `UsageError`. */
export function limitOf(value: string | number, where: string): Limit {
  const text = String(value).trim();
  if (/^\d+$/.test(text)) return { count: Number(text) };
  if (text.endsWith('%')) return { share: shareOf(text, where) };
  throw new UsageError(`${where}: "${text}" is neither a number of documents nor a share such as 1%`);
}

function pairs(list: readonly string[], flag: string, form: string): [string, string][] {
  return list.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`${flag}: "${pair}" should be ${form}`);
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
}

function rolesOf(flags: CheckFlags, config: CheckConfig): Partial<Record<Role, number>> {
  const given: [string, string | number][] = [
    ...Object.entries(config['max-role'] ?? {}),
    ...pairs(flags.maxRole ?? [], '--max-role', 'role=share, such as job-ads=0.1%'),
  ];
  return Object.fromEntries(
    given.map(([role, share]) => {
      if (!isRole(role))
        throw new UsageError(
          `--max-role: unknown role "${role}"${suggestion(role, ROLES) || `; known: ${ROLES.join(', ')}`}`,
        );
      return [role, shareOf(share, `--max-role ${role}`)];
    }),
  );
}

function levelsOf(
  flags: CheckFlags,
  config: CheckConfig,
  budgets: Budgets,
  strict: boolean,
): Record<string, Level> {
  const known = defaultLevels();
  const levels = { ...known };
  // One question at a time: beside a cleaned corpus the originals may be as dirty as they are.
  if (flags.against !== undefined)
    for (const rule of Object.keys(levels))
      if (!['over-removal', 'budget', 'stale-baseline'].includes(rule)) levels[rule] = 'off';
  const soften = (...rules: string[]) => {
    for (const rule of rules) if (levels[rule] === 'error') levels[rule] = 'warning';
  };
  // Where a share of it is allowed, one line alone must not fail the run.
  if (budgets.boilerplate !== undefined || Object.keys(budgets.roles).length > 0) soften('boilerplate');
  if (budgets.duplicates) soften('duplicate', 'near-duplicate');
  if (budgets.overRemoval !== undefined) soften('over-removal');
  if (strict) levels['stale-baseline'] = 'error';
  const given: [string, string][] = [
    ...Object.entries(config.levels ?? {}),
    ...pairs(flags.level ?? [], '--level', 'rule=level, such as markup=off'),
  ];
  for (const [rule, level] of given) {
    if (!(rule in known))
      throw new UsageError(
        `--level: unknown rule "${rule}"${suggestion(rule, Object.keys(known)) || `; known: ${Object.keys(known).join(', ')}`}`,
      );
    if (!LEVELS.includes(level))
      throw new UsageError(`--level ${rule}: "${level}" is no level; known: ${LEVELS.join(', ')}`);
    levels[rule] = level as Level;
  }
  return levels;
}

/** Settles what a run looks for. Throws `UsageError`. */
export function checkSettings(flags: CheckFlags, config: CheckConfig, keep: readonly Role[]): CheckSettings {
  const optional = <T, U>(value: T | undefined, read: (value: T) => U) =>
    value === undefined ? undefined : read(value);
  const budgets: Budgets = {
    boilerplate: optional(flags.maxBoilerplate ?? config['max-boilerplate'], (v) =>
      shareOf(v, '--max-boilerplate'),
    ),
    roles: rolesOf(flags, config),
    duplicates: optional(flags.maxDuplicates ?? config['max-duplicates'], (v) =>
      limitOf(v, '--max-duplicates'),
    ),
    overRemoval: optional(flags.maxOverRemoval ?? config['max-over-removal'], (v) =>
      shareOf(v, '--max-over-removal'),
    ),
  };
  const perDocument = flags.maxBoilerplatePerDocument ?? config['max-boilerplate-per-document'];
  const strictBaseline = flags.strictBaseline ?? config['strict-baseline'] ?? false;
  return {
    options: {
      levels: levelsOf(flags, config, budgets, strictBaseline),
      minWords: flags.minWords ?? config['min-words'] ?? LEAST_WORDS,
      languages: (flags.languages ?? config.languages ?? [])
        .flatMap((list) => list.split(','))
        .map((code) => code.trim()),
      maxShare:
        perDocument === undefined ? MOST_BOILERPLATE : shareOf(perDocument, '--max-boilerplate-per-document'),
      nearAt: flags.nearDuplicateAt ?? config['near-duplicate-at'] ?? NEAR,
      repeatedIn: flags.repeatedIn ?? config['repeated-in'] ?? REPEATED_IN,
      minPrecision: flags.minPrecision ?? config['min-precision'] ?? 0,
      minRecall: flags.minRecall ?? config['min-recall'] ?? 0,
      keep: new Set(keep),
    },
    budgets,
    maxWarnings: flags.maxWarnings ?? config['max-warnings'],
    baseline: flags.baseline ?? config.baseline,
    strictBaseline,
    docs: flags.docsUrl ?? config['docs-url'],
  };
}
