import { type CorpusPage, readCorpus, SETS, STYLES } from '../bench/corpus.js';
import { type HtmlCorpusPage, readHtmlCorpus } from '../bench/html-corpus.js';
import type { RuleSet } from '../src/match/rule-set.js';
import { type LabelledPage, labelPage, readRoleLabels } from './corpus-features.js';
import { crudePage, goldInOneLine } from './crude-pages.js';
import { goldAlone, thinned, trimmed } from './variants.js';

/** How much a page counts in each of its forms; chosen by cross-validation (docs/model.md). */
const WEIGHTS = {
  plain: 0.6,
  flattened: 0.4,
  thinned: 0.1,
  trimmed: 0.1,
  gold: 0.05,
  crude: 0.15,
  goldInOneLine: 0.05,
};
/** One page in so many. */
const GOLD_IN_ONE_LINE = 3;
/** News pages are the smaller set, and what dechaff is for. */
export const NEWS = 2.5;

/** A page's form for training, and what it may teach. */
export interface TrainingPage extends LabelledPage {
  /** Not made of another page: rules and phrases are counted on it. */
  whole: boolean;
}

/**
 * All pages to train on: each as one tool flattens it, again as one of two others does (in turns), with
 * boilerplate taken out here and there, without what stands far from the article, the gold article alone, and as tools leave it that
 * know nothing of blocks (in turns).
 */
export function trainingPages(rules: RuleSet): TrainingPage[] {
  const pages: TrainingPage[] = [];
  const plain = SETS.flatMap((set) => readCorpus(set));
  const labels = readRoleLabels(plain);
  const others = STYLES.slice(1).map(
    (style) => new Map(SETS.flatMap((set) => readCorpus(set, style)).map((page) => [keyOf(page), page])),
  );
  const sources = pagesByKey();
  plain.forEach((page, i) => {
    const news = page.set === 'fundus' ? NEWS : 1;
    const add = (
      source: CorpusPage | undefined,
      weight: number,
      whole: boolean,
      roles = new Map() as typeof labels,
    ) => {
      if (source) pages.push({ ...labelPage(source, rules, roles, weight * news), whole });
    };
    add(page, WEIGHTS.plain, true, labels);
    add(others[i % others.length].get(keyOf(page)), WEIGHTS.flattened, true);
    add(thinned(page), WEIGHTS.thinned, false);
    add(trimmed(page), WEIGHTS.trimmed, false);
    add(goldAlone(page), WEIGHTS.gold, false);
    const form = i % 2 === 0 ? 'textContent' : 'oneLine';
    const source = sources.get(keyOf(page));
    if (source) pages.push({ ...crudePage(form, source, page, rules, WEIGHTS.crude * news), whole: false });
    if (i % GOLD_IN_ONE_LINE === 0)
      pages.push({ ...goldInOneLine(page, rules, WEIGHTS.goldInOneLine * news), whole: false });
  });
  return pages.filter(({ words }) => words.length > 0);
}

function pagesByKey(): Map<string, HtmlCorpusPage> {
  return new Map(SETS.flatMap((set) => [...readHtmlCorpus(set)].map((page) => [keyOf(page), page])));
}

function keyOf({ set, id }: Pick<CorpusPage, 'set' | 'id'>): string {
  return `${set}/${id}`;
}
