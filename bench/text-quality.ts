import { compileText } from '../src/compile/text.js';
import type { RolePair } from '../src/eval/role-score.js';
import { wordScore } from '../src/eval/word-score.js';
import type { Result } from '../src/types.js';
import { type RoleLabels, readRoleLabels } from '../training/corpus-features.js';
import { c4Filter } from './c4.js';
import {
  type CorpusPage,
  type CorpusStyle,
  foldOf,
  paragraphLabels,
  readCorpus,
  SETS,
  STYLES,
} from './corpus.js';
import { cleanWithFold } from './fold-models.js';
import { headlineFound, type PageResult, roleTable, scoreTable, writeReport } from './quality-report.js';

/** Predicted and labelled role of the paragraphs that have a label. Parts of a split line have none of their own. */
function rolePairs(page: CorpusPage, labels: RoleLabels, { paragraphs, verdicts }: Result): RolePair[] {
  const own = labels.get(`${page.set}/${page.id}`);
  if (!own) return [];
  let filled = 0;
  const numbers = page.text.split('\n').map((line) => (line.trim() === '' ? filled : ++filled));
  return paragraphs.flatMap(({ line, part }, p): RolePair[] => {
    const gold = part ? undefined : own.get(numbers[line - 1]);
    return gold ? [{ predicted: verdicts[p].role, gold }] : [];
  });
}

async function measure(page: CorpusPage, labels: RoleLabels): Promise<PageResult> {
  const fold = foldOf(page.site);
  const gold = page.gold.join('\n');
  const { result, text } = await cleanWithFold(page.text, fold, 'gold');
  const inArticle = paragraphLabels(page.text, page.labels, result.paragraphs);
  const texts = {
    'keep every line': page.text,
    "C4's line rules": c4Filter(page.text),
    'dechaff --no-model': (await cleanWithFold(page.text, fold, 'gold', { useModel: false })).text,
    dechaff: text,
    'dechaff, headline kept (the default)': (await cleanWithFold(page.text, fold, 'default')).text,
    'a perfect decision': compileText(page.text, result.paragraphs, (p) => inArticle[p] >= 0.5).text,
  };
  return {
    set: page.set,
    id: page.id,
    methods: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, wordScore(text, gold)])),
    roles: rolePairs(page, labels, result),
    headline: headlineFound(page.title, result),
  };
}

/** Measures plain text in each of its flattenings; the first one's lines have labelled roles. */
export async function measureText(): Promise<void> {
  const labels = readRoleLabels(SETS.flatMap((set) => readCorpus(set)));
  const out: string[] = [];
  const all: (PageResult & { style: CorpusStyle })[] = [];
  for (const style of STYLES)
    for (const set of SETS) {
      const results = [];
      for (const page of readCorpus(set, style))
        results.push({ ...(await measure(page, style === STYLES[0] ? labels : new Map())), style });
      out.push(...scoreTable(`${set}, ${style} style`, results));
      all.push(...results);
      console.error(`${set}, ${style}: done`);
    }
  const labelled = all.filter(({ style }) => style === STYLES[0]);
  writeReport(
    'quality',
    [...out, ...roleTable(labelled)],
    all.map(({ set, style, id, methods }) => ({ set, style, id, ...methods.dechaff })),
  );
}
