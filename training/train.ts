import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus, SETS, STYLES } from '../bench/corpus.js';
import { RuleSet } from '../src/match/rule-set.js';
import { loadPack } from '../src/pack/load.js';
import { formatProblem } from '../src/problem.js';
import { labelPage, readRoleLabels } from './corpus-features.js';
import { trainModel } from './train-model.js';

const RULES = join(import.meta.dirname, '../rules');
const OUT = join(RULES, 'learned');

const pack = loadPack(RULES, { bare: true });
if (pack.problems.length > 0) throw new Error(pack.problems.map(formatProblem).join('\n'));
const rules = new RuleSet(pack.rules.map(({ rule }) => rule));
const plain = SETS.flatMap((set) => readCorpus(set));
const labels = readRoleLabels(plain);
const pages = STYLES.flatMap((style) => {
  const sources = style === 'resiliparse' ? plain : SETS.flatMap((set) => readCorpus(set, style));
  return sources.map((source) => labelPage(source, rules, style === 'resiliparse' ? labels : new Map()));
});
const { learned, counts } = trainModel(pages, rules);

mkdirSync(OUT, { recursive: true });
const write = (name: string, value: unknown) => writeFileSync(join(OUT, name), `${JSON.stringify(value)}\n`);
const corpus = createHash('sha256');
for (const { text, labels: digits } of plain) corpus.update(text).update(digits);
const support = Object.fromEntries(
  rules.rules.map((rule, i) => [rule.id, { ...learned.weights[rule.id], counts: counts[i] }]).sort(),
);
writeFileSync(
  join(OUT, 'rule-weights.json'),
  `{\n${Object.entries(support)
    .map(([id, value]) => ` ${JSON.stringify(id)}: ${JSON.stringify(value)}`)
    .join(',\n')}\n}\n`,
);
write('scorecards.json', learned.scorecards);
write('role-chain.json', learned.roleChain);
write('provenance.json', {
  corpus: corpus.digest('hex').slice(0, 16),
  pages: plain.length,
  flattenings: STYLES,
  rules: rules.rules.length,
  rolePages: labels.size,
});
