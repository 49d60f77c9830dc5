import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus, SETS, STYLES } from '../bench/corpus.js';
import { RuleSet } from '../src/match/rule-set.js';
import { loadPack } from '../src/pack/load.js';
import { formatProblem } from '../src/problem.js';
import { markupPages } from './markup-pages.js';
import { MarkupTrainer } from './train-markup.js';
import { Trainer } from './train-model.js';
import { trainingPages } from './training-pages.js';

// Trains on the whole corpus and writes rules/learned/.
const RULES = join(import.meta.dirname, '../rules');
const OUT = join(RULES, 'learned');

const pack = loadPack(RULES, { bare: true });
if (pack.problems.length > 0) throw new Error(pack.problems.map(formatProblem).join('\n'));
const rules = new RuleSet(pack.rules.map(({ rule }) => rule));
const pages = trainingPages(rules);
const trainer = new Trainer(pages, rules);
/** What to train: all, or what is named (`text`, `html`, `markdown`). */
const wanted = process.argv.slice(2);
const isWanted = (part: string) => wanted.length === 0 || wanted.includes(part);

mkdirSync(OUT, { recursive: true });
const write = (name: string, value: unknown) => writeFileSync(join(OUT, name), `${JSON.stringify(value)}\n`);
for (const format of ['html', 'markdown'] as const) {
  if (!isWanted(format)) continue;
  mkdirSync(join(OUT, format), { recursive: true });
  const learned = new MarkupTrainer(markupPages(rules, format), trainer, format).train();
  write(`${format}/names.json`, learned.names);
  if (learned.targets) write(`${format}/targets.json`, learned.targets);
  write(`${format}/article-forest.json`, learned.article);
  write(`${format}/headline-forest.json`, learned.headline);
  write(`${format}/roles.json`, learned.roles);
}
if (!isWanted('text')) process.exit(0);
const { weights, counts, scoring, roles } = trainer.train();
/** One entry a line: a change of one rule is a change of one line. */
const writeLines = (name: string, entries: [string, unknown][]) =>
  writeFileSync(
    join(OUT, name),
    `{\n${entries.map(([id, value]) => ` ${JSON.stringify(id)}: ${JSON.stringify(value)}`).join(',\n')}\n}\n`,
  );
writeLines(
  'rule-weights.json',
  rules.rules
    .map(({ id }, i): [string, unknown] => [id, { ...weights[id], counts: counts[i] }])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
write('phrases.json', scoring.phrases);
write('article-forest.json', scoring.article);
write('headline-forest.json', scoring.headline);
write('marks.json', scoring.marks);
write('roles.json', roles);
const corpus = createHash('sha256');
const plain = SETS.flatMap((set) => readCorpus(set));
for (const { text, labels } of plain) corpus.update(text).update(labels);
write('provenance.json', {
  corpus: corpus.digest('hex').slice(0, 16),
  pages: plain.length,
  trainingPages: pages.length,
  paragraphs: pages.reduce((sum, { words }) => sum + words.length, 0),
  labelledRoles: pages.reduce((sum, page) => sum + page.roles.filter((role) => role >= 0).length, 0),
  flattenings: STYLES,
  rules: rules.rules.length,
  date: new Date().toISOString().slice(0, 10),
});
