import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { type Checked, checkYaml } from '../config/yaml.js';
import { compilePattern } from '../match/kinds/pattern.js';
import { parsePhrase } from '../match/kinds/phrase-syntax.js';
import { parseShape } from '../match/kinds/shape-syntax.js';
import { KINDS, type Rule } from '../match/rule.js';
import { type Problem, UsageError } from '../problem.js';
import { kindsOf, packSchema, type RuleSource, ruleSchema } from './schema.js';

/** Default of a sequence rule's `at-most`. */
const SEQUENCE_AT_MOST = 60;

/** A rule and where it was written. */
export interface LoadedRule {
  rule: Rule;
  file: string;
  line: number;
}

export interface LoadedPack {
  rules: LoadedRule[];
  problems: Problem[];
}

/** Files of a pack: the file itself, or every `.yml` and `.yaml` below a folder, sorted. */
function packFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** The pack part of a rule's full id: its folder, below the pack's root and with the root's own name unless `bare`. */
function packName(root: string, file: string, many: boolean, bare: boolean): string {
  if (file === root) return many ? basename(file, extname(file)) : basename(dirname(file));
  const below = relative(root, dirname(file)).split(sep).filter(Boolean);
  return [...(bare ? [] : [basename(root)]), ...below].join('/');
}

/** Loads a pack: a folder or a file. Nothing is thrown for what is wrong inside; a path that cannot be read throws `UsageError`. */
export function loadPack(path: string, { bare = false } = {}): LoadedPack {
  const pack: LoadedPack = { rules: [], problems: [] };
  let files: string[];
  try {
    files = packFiles(path);
  } catch {
    throw new UsageError(`${path}: no such rule pack; give a folder or a .yml file`);
  }
  if (files.length === 0)
    pack.problems.push({ file: path, line: 0, column: 0, message: 'no .yml file in this rule pack' });
  for (const file of files) loadFile(path, file, bare, pack);
  const seen = new Map<string, LoadedRule>();
  for (const loaded of pack.rules) {
    const twin = seen.get(loaded.rule.id);
    if (twin)
      pack.problems.push({
        file: loaded.file,
        line: loaded.line,
        column: 1,
        message: `rule id "${loaded.rule.id}" is taken by ${twin.file}:${twin.line}`,
      });
    seen.set(loaded.rule.id, loaded);
  }
  return pack;
}

function loadFile(root: string, file: string, bare: boolean, pack: LoadedPack): void {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    pack.problems.push({
      file,
      line: 0,
      column: 0,
      message: `cannot be read (${(error as NodeJS.ErrnoException).code})`,
    });
    return;
  }
  const many = /^rules\s*:/m.test(source);
  const checked: Checked<RuleSource | { rules: RuleSource[] }> = many
    ? checkYaml(file, source, packSchema)
    : checkYaml(file, source, ruleSchema);
  pack.problems.push(...checked.problems);
  if (!checked.value) return;
  const name = packName(root, file, many, bare);
  const sources = 'rules' in checked.value ? checked.value.rules : [checked.value];
  sources.forEach((rule, i) => {
    const at = 'rules' in checked.value! ? ['rules', i] : [];
    const problem = (path: PropertyKey[], message: string) =>
      pack.problems.push({
        file,
        ...checked.locate([...at, ...path]),
        message: `rule "${rule.id}": ${message}`,
      });
    const before = pack.problems.length;
    lintRule(rule, problem);
    if (!many && basename(file, extname(file)) !== rule.id)
      problem(['id'], `must bear the name of its file, "${basename(file, extname(file))}"`);
    if (pack.problems.length === before)
      pack.rules.push({ rule: toRule(rule, name), file, line: checked.locate([...at, 'id']).line });
  });
}

function lintRule(rule: RuleSource, problem: (path: PropertyKey[], message: string) => void): void {
  const kinds = kindsOf(rule);
  if (kinds.length !== 1)
    problem(
      kinds.length > 1 ? [kinds[1]] : [],
      `must have exactly one of ${KINDS.join(', ')}; it has ${kinds.join(' and ') || 'none'}`,
    );
  if (rule.patterns && !rule.keywords)
    problem(['patterns'], 'needs "keywords": small-letter substrings without which no pattern can match');
  if (rule.keywords && !rule.patterns) problem(['keywords'], '"keywords" go with "patterns" only');
  rule.keywords?.forEach((word, i) => {
    if (word !== word.toLowerCase()) problem(['keywords', i], `keyword "${word}" must be in small letters`);
  });
  const each = (path: PropertyKey[], list: string[] | undefined, check: (text: string) => unknown) => {
    const seen = new Set<string>();
    list?.forEach((text, i) => {
      if (seen.has(text)) problem([...path, i], `"${text}" stands twice`);
      seen.add(text);
      try {
        check(text);
      } catch (error) {
        problem([...path, i], `"${text}": ${(error as Error).message}`);
      }
    });
  };
  each(['phrases'], rule.phrases, parsePhrase);
  each(['unless'], rule.unless, parsePhrase);
  each(['patterns'], rule.patterns, compilePattern);
  each(['shapes'], rule.shapes, parseShape);
  each(['sequence', 'heading'], rule.sequence?.heading, parsePhrase);
  each(['position', 'phrases'], rule.position?.phrases, parsePhrase);
  each(['position', 'shapes'], rule.position?.shapes, parseShape);
  if (rule.position && !rule.position.phrases && !rule.position.shapes)
    problem(['position'], 'needs "phrases" or "shapes"');
}

function toRule(source: RuleSource, pack: string): Rule {
  const {
    id,
    role,
    why,
    unless = [],
    phrases,
    patterns,
    keywords,
    shapes,
    fingerprints,
    sequence,
    position,
  } = source;
  return {
    id: pack ? `${pack}/${id}` : id,
    role,
    why,
    unless,
    kind: kindsOf(source)[0],
    ...(phrases && { phrases }),
    ...(patterns && { patterns, keywords }),
    ...(shapes && { shapes }),
    ...(fingerprints && { fingerprints }),
    ...(sequence && {
      sequence: {
        heading: sequence.heading,
        then: sequence.then,
        atLeast: sequence['at-least'],
        atMost: sequence['at-most'] ?? SEQUENCE_AT_MOST,
      },
    }),
    ...(position && {
      position: {
        at: position.at,
        within: position.within,
        phrases: position.phrases ?? [],
        shapes: position.shapes ?? [],
      },
    }),
  };
}
