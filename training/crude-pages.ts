import { Parser } from 'htmlparser2';
import type { CorpusPage } from '../bench/corpus.js';
import { type HtmlCorpusPage, htmlLabels } from '../bench/html-corpus.js';
import type { RuleSet } from '../src/match/rule-set.js';
import { splitOverlong } from '../src/parse/overlong.js';
import { parseText } from '../src/parse/text.js';
import { type LabelledPage, labelParsed } from './corpus-features.js';

/** Elements that even the crudest tool leaves out. */
const CODE = new Set(['script', 'style', 'noscript', 'template']);

/** The text nodes of an HTML page in their order. */
function textNodes(html: string): string[] {
  const out: string[] = [];
  const skipped: string[] = [];
  const parser = new Parser({
    onopentagname: (name) => CODE.has(name) && skipped.push(name),
    onclosetag: (name) => CODE.has(name) && skipped.pop(),
    ontext: (text) => skipped.length === 0 && out.push(text),
  });
  parser.end(html);
  return out;
}

/** Ways to take the tags out that know nothing of blocks. */
const CRUDE = {
  /** What the standard calls `textContent`: the lines are those of the source, and much stands glued together. */
  textContent: (html: string) => textNodes(html).join(''),
  /** All of the page in one line. */
  oneLine: (html: string) => textNodes(html).join(' ').replace(/\s+/g, ' ').trim(),
};

/** A page as a tool leaves it that takes the tags out and no more. */
export function crudePage(
  form: keyof typeof CRUDE,
  { html, gold }: HtmlCorpusPage,
  source: CorpusPage,
  rules: RuleSet,
  weight: number,
): LabelledPage {
  return labelWhole(CRUDE[form](html), gold, source, rules, weight);
}

/** The gold article alone, in one line. */
export function goldInOneLine(source: CorpusPage, rules: RuleSet, weight: number): LabelledPage {
  return labelWhole(source.gold.join(' ').replace(/\s+/g, ' ').trim(), source.gold, source, rules, weight);
}

function labelWhole(
  text: string,
  gold: readonly string[],
  source: CorpusPage,
  rules: RuleSet,
  weight: number,
): LabelledPage {
  const page = splitOverlong(parseText(text));
  const inArticle = htmlLabels(page, gold);
  const roles = new Int8Array(page.children.length).fill(-1);
  return labelParsed({ ...source, text }, page, { inArticle, roles }, rules, weight);
}
