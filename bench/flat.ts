import { wordScore } from '../src/eval/word-score.js';
import { foldOf, hasCorpus, readCorpus, SETS } from './corpus.js';
import { cleanWithFold } from './fold-models.js';
import { FLATTENERS, type Peer, peerTexts } from './peers/outputs.js';
import { type PageResult, scoreTable, writeReport } from './quality-report.js';

// Plain text as tools flatten it that training has no pages of: whole sites are left out too.

const SETS_OF_PAGES = SETS.map((set) => [set, readCorpus(set)] as const);

async function measure(flattener: Peer): Promise<{ lines: string[]; results: PageResult[] }> {
  const texts = peerTexts(flattener);
  const out: string[] = [];
  const all: PageResult[] = [];
  for (const [set, pages] of SETS_OF_PAGES) {
    const results: PageResult[] = [];
    for (const { id, site, gold } of pages) {
      const text = texts.get(`${set}/${id}`);
      if (text === undefined) throw new Error(`${flattener.name} has no output for ${set}/${id}`);
      const cleaned = await cleanWithFold(text, foldOf(site), 'gold');
      const score = (one: string) => wordScore(one, gold.join('\n'));
      const methods = { 'keep every line': score(text), dechaff: score(cleaned.text) };
      results.push({ set, id, methods, roles: [], headline: undefined });
    }
    out.push(...scoreTable(`${set}, ${flattener.name}`, results));
    all.push(...results);
  }
  console.error(`${flattener.name}: done`);
  return { lines: out, results: all };
}

if (hasCorpus()) {
  const lines = [
    '`npm run bench:flat`: the corpus flattened by other tools, whole sites left out, five folds. Word F1 against the gold article, mean over pages,',
    'with `--keep body,subheading,standfirst`.\n',
    ...FLATTENERS.map(({ name, how }) => `- ${name}: ${how}.`),
  ];
  const pages: object[] = [];
  for (const flattener of FLATTENERS) {
    const { lines: own, results } = await measure(flattener);
    lines.push(...own);
    for (const { set, id, methods } of results)
      pages.push({ form: flattener.name, set, id, f1: Number(methods.dechaff.f1.toFixed(4)) });
  }
  writeReport('flat', lines, pages);
} else console.log('no ../shared/corpus here: nothing to measure');
