import { DEFAULT_THRESHOLD } from '../decide/decide.js';
import { suggestion, UsageError } from '../problem.js';
import { ARTICLE_ROLES, isRole, ROLES, type Role } from '../roles.js';
import type { LoadedConfig } from './load.js';

/** Settings that a config file can hold, in their final form. */
export interface Settings {
  keep: Role[];
  threshold: number;
  model: boolean;
  rules: string[];
  /** Folders of learned signatures. */
  signatures: string[];
  /** Rule ids, `*` for any part: only these, and not those. */
  select: string[];
  ignore: string[];
  ignorePattern: string[];
  reportFormat: string;
  to: string;
}

/** The same settings as flags give them: undefined where the user said nothing. */
export interface Flags {
  keep?: string[];
  drop?: string[];
  threshold?: number;
  model?: boolean;
  rules?: string[];
  signatures?: string[];
  select?: string[];
  ignore?: string[];
  ignorePattern?: string[];
  reportFormat?: string;
  to?: string;
}

export interface ResolvedSettings {
  values: Settings;
  /** Where each value comes from: `flag`, `default`, or `file:line`. */
  sources: Record<keyof Settings, string>;
}

const CONFIG_KEYS: Partial<Record<keyof Settings, keyof LoadedConfig['values']>> = {
  ignorePattern: 'ignore-pattern',
  reportFormat: 'report-format',
};

/** A list of roles, `a,b` or `+a,b`, or `all`. Throws `UsageError` for a word that is no role. */
function parseRoles(list: readonly string[], where: string): { add: boolean; roles: Role[] } {
  const words = list
    .flatMap((part) => part.split(','))
    .map((word) => word.trim())
    .filter(Boolean);
  if (words.length === 1 && words[0] === 'all') return { add: false, roles: [...ROLES] };
  const add = words.length > 0 && words.every((word) => word.startsWith('+'));
  const roles = words.map((word) => {
    const name = word.replace(/^\+/, '');
    if (!isRole(name))
      throw new UsageError(
        `${where}: unknown role "${name}"${suggestion(name, ROLES) || `; known: ${ROLES.join(', ')}`}`,
      );
    return name;
  });
  if (!add && words.some((word) => word.startsWith('+')))
    throw new UsageError(`${where}: either every role has a "+" (added to the default) or none`);
  return { add, roles };
}

/** The kept roles. `--keep` puts aside what the config file says of them; `--drop` alone takes away from it. */
function keptRoles(flags: Flags, { values, file, lineOf }: LoadedConfig): Role[] {
  const inFile = (key: 'keep' | 'drop') => parseRoles(values[key] ?? [], `${file}:${lineOf(key)}: ${key}`);
  const keep = flags.keep
    ? parseRoles(flags.keep, '--keep')
    : values.keep
      ? inFile('keep')
      : { add: true, roles: [] };
  const drop = [...(flags.keep ? [] : inFile('drop').roles), ...parseRoles(flags.drop ?? [], '--drop').roles];
  const kept = new Set<Role>(keep.add ? [...ARTICLE_ROLES, ...keep.roles] : keep.roles);
  for (const role of drop) kept.delete(role);
  return ROLES.filter((role) => kept.has(role));
}

/** Settles every setting: flag, then config file, then default. */
export function resolveSettings(flags: Flags, config: LoadedConfig): ResolvedSettings {
  const defaults: Settings = {
    keep: [...ARTICLE_ROLES],
    threshold: DEFAULT_THRESHOLD,
    model: true,
    rules: [],
    signatures: [],
    select: [],
    ignore: [],
    ignorePattern: [],
    reportFormat: 'diff',
    to: 'text',
  };
  const values = { ...defaults };
  const sources = {} as ResolvedSettings['sources'];
  for (const key of Object.keys(defaults) as (keyof Settings)[]) {
    const inFile = CONFIG_KEYS[key] ?? (key as keyof LoadedConfig['values']);
    const fromFlag = flags[key as keyof Flags] ?? (key === 'keep' ? flags.drop : undefined);
    const fromFile = config.values[inFile] ?? (key === 'keep' ? config.values.drop : undefined);
    sources[key] =
      fromFlag !== undefined
        ? 'flag'
        : fromFile !== undefined
          ? `${config.file}:${config.lineOf(config.values[inFile] === undefined ? 'drop' : inFile)}`
          : 'default';
    const value = fromFlag ?? fromFile;
    if (key !== 'keep' && value !== undefined) Object.assign(values, { [key]: value });
  }
  values.keep = keptRoles(flags, config);
  return { values, sources };
}
