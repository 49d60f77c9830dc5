import { type CorpusPage, type CorpusSet, readCorpus, SETS } from '../bench/corpus.js';
import { htmlLabels, readHtmlCorpus } from '../bench/html-corpus.js';
import { readMarkdownCorpus } from '../bench/markdown-corpus.js';
import { wordsOf } from '../src/eval/word-score.js';
import type { RuleSet } from '../src/match/rule-set.js';
import { parseHtml } from '../src/parse/html/parse-html.js';
import { parseMarkdown } from '../src/parse/markdown.js';
import { ROLES, type Role } from '../src/roles.js';
import { nameSlots } from '../src/score/name-table.js';
import { targetSlots } from '../src/score/target-table.js';
import type { Markup, Page } from '../src/types.js';
import { type LabelledPage, labelParsed, type RoleLabels, readRoleLabels } from './corpus-features.js';
import type { Ngrams, SlotsOf } from './fit-phrase-table.js';
import { NEWS, type TrainingPage } from './training-pages.js';

/** Roles of a flattened page's lines, by their words, in order. */
export type LineRoles = Map<string, Role[]>;

export function lineRoles(text: string, labels: ReadonlyMap<number, Role>): LineRoles {
  const out: LineRoles = new Map();
  let number = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const role = labels.get(++number);
    if (!role) continue;
    const key = wordsOf(line).join(' ');
    out.set(key, [...(out.get(key) ?? []), role]);
  }
  return out;
}

/** The role of each paragraph whose words are those of a labelled line: the first copy has the role of the first, and so on. */
export function rolesOf({ text, children }: Page, lines: LineRoles): Int8Array {
  const seen = new Map<string, number>();
  return Int8Array.from(children, ({ start, end }) => {
    const key = wordsOf(text.slice(start, end)).join(' ');
    const roles = key === '' ? undefined : lines.get(key);
    if (!roles) return -1;
    const copy = seen.get(key) ?? 0;
    seen.set(key, copy + 1);
    return ROLES.indexOf(roles[Math.min(copy, roles.length - 1)]);
  });
}

/** The pages of a set in one format, each with what parses it. */
function* sourcesOf(
  format: Markup['format'],
  set: CorpusSet,
): Generator<Pick<CorpusPage, 'set' | 'id' | 'gold'> & { parse: () => Page }> {
  if (format === 'html')
    for (const { html, id, gold } of readHtmlCorpus(set))
      yield { set, id, gold, parse: () => parseHtml(html) };
  else
    for (const { markdown, id, gold } of readMarkdownCorpus(set))
      yield { set, id, gold, parse: () => parseMarkdown(markdown) };
}

/** All pages with their markup, labelled by what their gold articles hold. */
export function markupPages(rules: RuleSet, format: Markup['format']): TrainingPage[] {
  const plain = SETS.flatMap((set) => readCorpus(set));
  const labels: RoleLabels = readRoleLabels(plain);
  const texts = new Map(plain.map((page) => [`${page.set}/${page.id}`, page]));
  return SETS.flatMap((set) => [...sourcesOf(format, set)])
    .map(({ parse, ...source }) => {
      const key = `${source.set}/${source.id}`;
      const flat = texts.get(key)!;
      const page = parse();
      const roles = rolesOf(page, lineRoles(flat.text, labels.get(key) ?? new Map()));
      const inArticle = htmlLabels(page, source.gold);
      const weight = source.set === 'fundus' ? NEWS : 1;
      return { ...labelParsed(flat, page, { inArticle, roles }, rules, weight), whole: true };
    })
    .filter(({ words }) => words.length > 0);
}

/** Makes what finds the slots of a page's paragraphs, once for each page. */
function slotsOnce(find: (page: Page, markup: Markup) => (readonly number[])[]): SlotsOf {
  const known = new WeakMap<LabelledPage, Ngrams>();
  return (labelled) => {
    let grams = known.get(labelled);
    if (!grams) {
      const { page } = labelled;
      const lists = page.markup ? find(page, page.markup) : page.children.map(() => []);
      const first = new Int32Array(lists.length + 1);
      lists.forEach((list, p) => {
        first[p + 1] = first[p] + list.length;
      });
      grams = { first, slots: Int32Array.from(lists.flat()) };
      known.set(labelled, grams);
    }
    return grams;
  };
}

/** The slots of what the elements around each paragraph of a page are called, and of what its links and images lead to. */
export const slotsOfNames = slotsOnce(nameSlots);
export const slotsOfTargets = slotsOnce(targetSlots);
