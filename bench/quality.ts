import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { compileText } from '../src/compile/text.js';
import { countRoles, macroF1, type RolePair, roleAccuracy, scoreRoles } from '../src/eval/role-score.js';
import { meanScore, type Score } from '../src/eval/score.js';
import { wordScore, wordsOf } from '../src/eval/word-score.js';
import type { Result } from '../src/types.js';
import { readRoleLabels, saysTitle } from '../training/corpus-features.js';
import { c4Filter } from './c4.js';
import {
  type CorpusPage,
  type CorpusStyle,
  foldOf,
  hasCorpus,
  paragraphLabels,
  readCorpus,
  SETS,
  STYLES,
} from './corpus.js';
import { cleanWithFold } from './fold-models.js';

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
const labels = readRoleLabels(SETS.flatMap((set) => readCorpus(set)));

/** Predicted and labelled role of the paragraphs that have a label. Parts of a split line have none of their own. */
function rolePairs(page: CorpusPage, style: CorpusStyle, { paragraphs, verdicts }: Result): RolePair[] {
  const own = style === 'resiliparse' ? labels.get(`${page.set}/${page.id}`) : undefined;
  if (!own) return [];
  let filled = 0;
  const numbers = page.text.split('\n').map((line) => (line.trim() === '' ? filled : ++filled));
  return paragraphs.flatMap(({ line, part }, p): RolePair[] => {
    const gold = part ? undefined : own.get(numbers[line - 1]);
    return gold ? [{ predicted: verdicts[p].role, gold }] : [];
  });
}

/** Whether the headline was found, where the page's title stands in its text. */
function headlineFound({ title, text }: CorpusPage, { metadata }: Result): boolean | undefined {
  const wanted = wordsOf(title).join(' ');
  if (wanted === '' || !text.split('\n').some((line) => saysTitle(wordsOf(line), wordsOf(title))))
    return undefined;
  return metadata.headline !== undefined && saysTitle(wordsOf(metadata.headline), wordsOf(title));
}

async function measure(page: CorpusPage, style: CorpusStyle): Promise<PageResult> {
  const fold = foldOf(page.site);
  const gold = page.gold.join('\n');
  const { result, text } = await cleanWithFold(page.text, fold, 'gold');
  const inArticle = paragraphLabels(page.text, page.labels, result.paragraphs);
  const texts = {
    'keep every line': page.text,
    "C4's line rules": c4Filter(page.text),
    'dechaff --no-model': (await cleanWithFold(page.text, fold, 'gold', false)).text,
    dechaff: text,
    'dechaff, headline kept (the default)': (await cleanWithFold(page.text, fold, 'default')).text,
    'a perfect decision': compileText(page.text, result.paragraphs, (p) => inArticle[p] >= 0.5).text,
  };
  return {
    set: page.set,
    style,
    id: page.id,
    methods: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, wordScore(text, gold)])),
    roles: rolePairs(page, style, result),
    headline: headlineFound(page, result),
  };
}

const results: PageResult[] = [];
for (const style of STYLES)
  for (const set of SETS) {
    for (const page of readCorpus(set, style)) results.push(await measure(page, style));
    console.error(`${set}, ${style}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }

const f = (n: number) => n.toFixed(3);
const out: string[] = [];
for (const style of STYLES)
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
