import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleWeight } from '../src/match/rule.js';
import { RuleSet } from '../src/match/rule-set.js';
import { type Bundle, packTables, type RoleFiles } from '../src/model.js';
import { loadPack } from '../src/pack/load.js';
import { loadSites } from '../src/pack/load-sites.js';
import { formatProblem } from '../src/problem.js';

// Bundles the rule packs and what was learned into the one file that a start reads.
const ROOT = join(import.meta.dirname, '..');
const learned = <T>(name: string) => JSON.parse(readFileSync(join(ROOT, 'rules/learned', name), 'utf8')) as T;

const pack = loadPack(join(ROOT, 'rules'), { bare: true });
const { sites, problems } = loadSites(join(ROOT, 'rules'), { bare: true });
if (pack.problems.length + problems.length > 0) {
  console.error([...pack.problems, ...problems].map(formatProblem).join('\n'));
  process.exit(2);
}
const weights = Object.entries(learned<Record<string, RuleWeight>>('rule-weights.json')).map(
  ([id, { whole, part }]) => [id, { whole, part }],
);
const content = {
  rules: pack.rules.map(({ rule }) => rule),
  weights: Object.fromEntries(weights),
  phrases: learned<Bundle['phrases']>('phrases.json'),
  article: learned<Bundle['article']>('article-forest.json'),
  headline: learned<Bundle['headline']>('headline-forest.json'),
  marks: learned<Bundle['marks']>('marks.json'),
};
const roles = learned<RoleFiles>('roles.json');
const hash = createHash('sha256')
  .update(JSON.stringify([content, roles, sites.flatMap((site) => site.rules.map(({ rule }) => rule))]))
  .digest('hex')
  .slice(0, 16);
mkdirSync(join(ROOT, 'generated'), { recursive: true });
writeFileSync(join(ROOT, 'generated/bundle.json'), JSON.stringify({ hash, ...content } satisfies Bundle));
writeFileSync(join(ROOT, 'generated/roles.json'), JSON.stringify(roles));
writeFileSync(join(ROOT, 'generated/automata.bin'), packTables(new RuleSet(content.rules).dump()));
