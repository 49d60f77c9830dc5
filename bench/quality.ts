import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { compileText } from '../src/compile/text.js';
import { DEFAULT_THRESHOLD, decide } from '../src/decide/decide.js';
import { countRoles, macroF1, type RolePair, roleAccuracy, scoreRoles } from '../src/eval/role-score.js';
import { meanScore, type Score } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { RuleSet } from '../src/match/rule-set.js';
import { loadPack } from '../src/pack/load.js';
import { ROLES, type Role } from '../src/roles.js';
import { scorePage } from '../src/score/score.js';
import { type LabelledPage, labelPage, readRoleLabels } from '../training/corpus-features.js';
import { type Learned, trainModel } from '../training/train-model.js';
import { c4Filter } from './c4.js';
import { type CorpusStyle, FOLDS, hasCorpus, readCorpus, SETS, STYLES } from './corpus.js';

/** Roles that the gold articles hold: headlines stand outside them. */
const KEPT = new Set<Role>(['body', 'subheading', 'standfirst']);
/** A role with fewer labels says little of its own F1. */
const LEAST_LABELS = 30;
const OUT = join(import.meta.dirname, 'results');

/** How one page came out. */
interface PageResult {
  set: string;
  style: CorpusStyle;
  id: string;
  methods: Record<string, Score>;
  /** Role found and hand-labelled role, for the paragraphs that have one. */
  roles: RolePair[];
  headline: boolean | undefined;
}

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}

const started = performance.now();
const styles = process.argv.includes('--all-styles') ? STYLES : (['resiliparse'] as const);
const pack = loadPack(join(import.meta.dirname, '../rules'), { bare: true });
const bare = new RuleSet(pack.rules.map(({ rule }) => rule));
const plain = SETS.flatMap((set) => readCorpus(set));
const labels = readRoleLabels(plain);
const pages = STYLES.flatMap((style) => {
  const sources =
    style === 'resiliparse' ? plain : styles.length > 1 ? SETS.flatMap((set) => readCorpus(set, style)) : [];
  return sources.map((source) => ({
    ...labelPage(source, bare, style === 'resiliparse' ? labels : new Map()),
    style,
  }));
});

function cleaned(page: LabelledPage, { weights, scorecards, roleChain }: Learned, useModel: boolean) {
  const rules = new RuleSet(bare.rules, weights);
  const scores = scorePage(page.page, page.tokens, rules, page.matches, useModel ? scorecards : undefined);
  const { roles, headlines } = decide(
    page.page,
    page.tokens,
    rules,
    page.matches,
    scores,
    roleChain,
    DEFAULT_THRESHOLD,
  );
  return {
    roles,
    headlines,
    // What users get: headlines are kept, and a wrong one is no loss.
    withHeadline: compileText(
      page.source.text,
      page.page.children,
      (p) => KEPT.has(roles[p]) || roles[p] === 'headline',
    ).text,
    text: compileText(page.source.text, page.page.children, (p) => KEPT.has(roles[p])).text,
  };
}

function measure(page: LabelledPage & { style: CorpusStyle }, learned: Learned): PageResult {
  const { source } = page;
  const gold = source.gold.join('\n');
  const ours = cleaned(page, learned, true);
  const perfect = compileText(source.text, page.page.children, (p) => page.inArticle[p] >= 0.5).text;
  const texts = {
    'keep every line': source.text,
    "C4's line rules": c4Filter(source.text),
    'dechaff --no-model': cleaned(page, learned, false).text,
    dechaff: ours.text,
    'dechaff, headline kept (the default)': ours.withHeadline,
    'a perfect decision': perfect,
  };
  return {
    set: source.set,
    style: page.style,
    id: source.id,
    methods: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, wordScore(text, gold)])),
    roles: [...page.roles].flatMap((role, p): RolePair[] =>
      role < 0 ? [] : [{ predicted: ours.roles[p], gold: ROLES[role] }],
    ),
    headline: page.isTitle.includes(1) ? ours.headlines.some((p) => page.isTitle[p] === 1) : undefined,
  };
}

const results: PageResult[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const { learned } = trainModel(
    pages.filter((page) => page.fold !== fold),
    bare,
  );
  for (const page of pages) if (page.fold === fold) results.push(measure(page, learned));
  console.error(`fold ${fold + 1} of ${FOLDS}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

const f = (n: number) => n.toFixed(3);
const out: string[] = [];
for (const style of styles)
  for (const set of SETS) {
    const mine = results.filter((r) => r.set === set && r.style === style);
    out.push(
      `\n**${set}, ${style} style** (${mine.length} pages)\n`,
      '| | F1 | precision | recall | pages that lose over half |',
      '|---|---|---|---|---|',
    );
    for (const method of Object.keys(mine[0].methods)) {
      const scores = mine.map((r) => r.methods[method]);
      const { f1, precision, recall } = meanScore(scores);
      out.push(
        `| ${method} | ${f(f1)} | ${f(precision)} | ${f(recall)} | ${((100 * scores.filter((s) => s.recall < 0.5).length) / scores.length).toFixed(1)} % |`,
      );
    }
  }

out.push(
  '\n**Roles** (labelled paragraphs, whole sites left out)\n',
  '| role | labels | precision | recall | F1 |',
  '|---|---|---|---|---|',
);
const counts = countRoles(results.flatMap((r) => r.roles));
const roleScores = scoreRoles(counts);
const frequent = roleScores.filter(({ gold }) => gold >= LEAST_LABELS);
for (const { role, gold, precision, recall, f1 } of roleScores)
  out.push(`| ${role} | ${gold} | ${f(precision)} | ${f(recall)} | ${f(f1)} |`);
const titled = results.filter((r) => r.style === 'resiliparse' && r.headline !== undefined);
out.push(
  `\nMacro F1 over roles with ${LEAST_LABELS} labels or more: ${f(macroF1(frequent))}. Roles right: ${f(roleAccuracy(counts).right)}.`,
  `Headline found on ${((100 * titled.filter((r) => r.headline).length) / titled.length).toFixed(1)} % of the ${titled.length} pages whose title stands in their text.`,
);
console.log(out.join('\n'));
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'quality.md'), `${out.join('\n').trim()}\n`);
writeFileSync(
  join(OUT, 'quality-pages.jsonl'),
  results
    .map((r) => JSON.stringify({ set: r.set, style: r.style, id: r.id, ...r.methods.dechaff }))
    .join('\n'),
);
