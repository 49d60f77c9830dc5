import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StrayFiles } from '../src/check/stray/model.js';
import type { RuleWeight } from '../src/match/rule.js';
import { RuleSet } from '../src/match/rule-set.js';
import {
  type Bundle,
  dumpRules,
  dumpScoring,
  type MarkupFiles,
  type MarkupHead,
  markupModel,
  type PhraseHead,
  type RoleFiles,
  type ScoreFiles,
  scoreModel,
} from '../src/model.js';
import { loadPack } from '../src/pack/load.js';
import { loadSites } from '../src/pack/load-sites.js';
import { formatProblem } from '../src/problem.js';
import type { ForestFile, ForestHead } from '../src/score/forest.js';
import { packTables } from '../src/tables.js';

// Bundles the rule packs and what was learned into the files that a start reads: large tables as they are used.
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
  phrases: learned<ScoreFiles['phrases']>('phrases.json'),
  article: learned<ScoreFiles['article']>('article-forest.json'),
  headline: learned<ScoreFiles['headline']>('headline-forest.json'),
  marks: learned<ScoreFiles['marks']>('marks.json'),
};
const roles = learned<RoleFiles>('roles.json');
const stray = learned<StrayFiles>('stray.json');
const markupOf = (format: string): MarkupFiles => ({
  names: learned(`${format}/names.json`),
  ...(format === 'markdown' && { targets: learned<MarkupFiles['targets']>(`${format}/targets.json`) }),
  article: learned(`${format}/article-forest.json`),
  headline: learned(`${format}/headline-forest.json`),
  roles: learned(`${format}/roles.json`),
});
const markup = { html: markupOf('html'), markdown: markupOf('markdown') };
const hash = createHash('sha256')
  .update(
    JSON.stringify([
      content,
      roles,
      stray,
      markup,
      sites.flatMap((site) => site.rules.map(({ rule }) => rule)),
    ]),
  )
  .digest('hex')
  .slice(0, 16);
mkdirSync(join(ROOT, 'generated'), { recursive: true });
const headOf = ({ features, typical, trees }: ForestFile): ForestHead => ({
  features,
  typical,
  trees: trees.length,
});
const phraseHeadOf = ({ scale, bias }: PhraseHead): PhraseHead => ({ scale, bias });
const bundle: Bundle = {
  hash,
  ...content,
  phrases: phraseHeadOf(content.phrases),
  article: headOf(content.article),
  headline: headOf(content.headline),
};
writeFileSync(join(ROOT, 'generated/bundle.json'), JSON.stringify(bundle));
const text = scoreModel(content);
writeFileSync(join(ROOT, 'generated/model.bin'), packTables(dumpScoring(text)));
writeFileSync(join(ROOT, 'generated/roles.json'), JSON.stringify(roles));
writeFileSync(join(ROOT, 'generated/stray.json'), JSON.stringify(stray));
for (const [format, files] of Object.entries(markup)) {
  const { names, targets, article, headline, roles: named } = files;
  const head: MarkupHead = {
    names: phraseHeadOf(names),
    ...(targets && { targets: phraseHeadOf(targets) }),
    article: headOf(article),
    headline: headOf(headline),
  };
  const { scoring } = markupModel(files, () => named, text);
  writeFileSync(join(ROOT, `generated/${format}.json`), JSON.stringify(head));
  writeFileSync(join(ROOT, `generated/${format}.bin`), packTables(dumpScoring(scoring)));
  writeFileSync(join(ROOT, `generated/${format}-roles.json`), JSON.stringify(named));
}
writeFileSync(join(ROOT, 'generated/automata.bin'), packTables(dumpRules(new RuleSet(content.rules).dump())));
