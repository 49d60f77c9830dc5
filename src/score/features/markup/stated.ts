import { Token, type Tokens, tokeniseText } from '../../../parse/tokens.js';
import type { Stated, Statement } from '../../../types.js';
import type { FeatureGroup, FeatureInput } from '../types.js';
import { meetings, type Tree } from './tree.js';

/** Words of a stated text that are read: `articleBody` can hold a whole site. */
const MOST_WORDS = 20_000;
/** A paragraph says the title where so much of both is the same. */
const SAYS = 0.6;
/** Texts are compared where the shorter has so much of the longer's length. */
const LEAST_LENGTH = 0.3;
const FAR = 200;
const STEPS = 20;

/** What a page says of its article outside of it: evidence, since it is often cut short, or of another story. */
export const stated: FeatureGroup = {
  features: [
    { name: 'body-said', why: "the page's own data gives it as the article's text" },
    { name: 'body-size', why: "the page's own data has the article's text" },
    { name: 'body-found', why: "the text in the page's own data stands in the page" },
    { name: 'title-said', why: "it says the page's title" },
    { name: 'title-below', why: "distance below the page's title" },
    { name: 'title-up', why: "steps up to what holds it and the page's title" },
    { name: 'title-share', why: "what holds it and the page's title is much of the page" },
    { name: 'title-others', why: "headings like the page's title stand between that and it" },
    { name: 'description-said', why: "it says what the page's description says" },
    { name: 'author-said', why: "it names the page's author" },
  ],
  fill(input, c, { tree, length }) {
    if (!tree) return;
    const said = tree.markup.stated;
    const body = bodyOf(said);
    const { tokens, page } = input;
    const n = page.children.length;
    const titles = bagsOf(said?.titles.filter(({ source }) => source !== 'h1') ?? []);
    const descriptions = bagsOf(said?.descriptions ?? []);
    const authors = new Set(wordLists(said?.authors ?? []).flat());
    const found = new Set<number>();
    for (let p = 0; p < n; p++) {
      const words = wordsOf(tokens, p);
      c[0][p] = body.size === 0 ? -1 : trigramShare(words, body, found);
      c[1][p] = Math.log2(1 + body.size);
      c[3][p] = likeness(words, titles);
      c[8][p] = likeness(words, descriptions);
      c[9][p] =
        words.length === 0 ? 0 : words.reduce((sum, w) => sum + (authors.has(w) ? 1 : 0), 0) / words.length;
    }
    c[2].fill(body.size === 0 ? -1 : found.size / body.size);
    fillTitle(c, titleOf(input, c[3], tree), tree, length);
  },
};

/** The paragraph that says the title in a heading, or the first that says it; -1 for none. */
function titleOf({ page }: FeatureInput, says: Float32Array, { block, markup }: Tree): number {
  let best = -1;
  let most = SAYS;
  for (let p = 0; p < page.children.length; p++) {
    const isHeading = block[p] >= 0 && /^h[1-3]$/.test(markup.elements[block[p]].tag);
    const worth = says[p] < SAYS ? 0 : says[p] + (isHeading ? 1 : 0);
    if (worth > most) {
      most = worth;
      best = p;
    }
  }
  return best;
}

function fillTitle(
  c: Float32Array[],
  title: number,
  { block, markup, words, depth }: Tree,
  length: Float32Array,
): void {
  const { elements } = markup;
  const at = title < 0 ? -1 : block[title];
  if (at < 0) {
    for (const k of [4, 5, 6, 7]) c[k].fill(-1);
    return;
  }
  const meets = meetings(markup, at);
  const total = Math.max(
    1,
    length.reduce((sum, w) => sum + w, 0),
  );
  const kind = kindOf(elements[at]);
  let others = 0;
  for (let p = 0; p < block.length; p++) {
    const e = block[p];
    if (p > title && e >= 0 && e !== at && kindOf(elements[e]) === kind) others++;
    const meet = e < 0 ? -1 : meets[e];
    c[4][p] = Math.max(-FAR, Math.min(FAR, p - title));
    c[5][p] = meet < 0 ? STEPS : Math.min(STEPS, depth[e] - depth[meet]);
    c[6][p] = meet < 0 ? 1 : words[meet] / total;
    c[7][p] = Math.min(STEPS, others);
  }
}

function kindOf({ tag, tokens }: { tag: string; tokens: readonly string[] }): string {
  return `${tag} ${tokens.slice(0, 4).join(' ')}`;
}

/** Hashes of a paragraph's words. */
function wordsOf({ kind, hash, first }: Tokens, p: number): number[] {
  const out: number[] = [];
  for (let i = first[p]; i < first[p + 1]; i++) if (kind[i] < Token.Punctuation) out.push(hash[i]);
  return out;
}

function wordLists(statements: readonly Pick<Statement, 'text'>[]): number[][] {
  return statements.map(({ text }) => wordsOf(tokeniseText(text), 0));
}

const bagsOf = (statements: readonly Pick<Statement, 'text'>[]) =>
  wordLists(statements).map((words) => new Bag(words));

function bodyOf(said: Stated | undefined): Set<number> {
  if (said?.articleBody === undefined) return new Set();
  const [words] = wordLists([{ text: said.articleBody }]);
  const out = new Set<number>();
  for (let i = 2; i < Math.min(words.length, MOST_WORDS); i++)
    out.add(trigram(words[i - 2], words[i - 1], words[i]));
  return out;
}

function trigram(a: number, b: number, c: number): number {
  return Math.imul(Math.imul(a ^ (b >>> 13), 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35) ^ c, 0x27d4eb2f);
}

/** Share of a paragraph's trigrams that a text has; the one word or two of a shorter one say nothing. */
function trigramShare(words: number[], body: Set<number>, found: Set<number>): number {
  if (words.length < 3) return -0.5;
  let hits = 0;
  for (let i = 2; i < words.length; i++) {
    const gram = trigram(words[i - 2], words[i - 1], words[i]);
    if (!body.has(gram)) continue;
    hits++;
    found.add(gram);
  }
  return hits / (words.length - 2);
}

/** A text's words, to be compared with those of many paragraphs. */
class Bag {
  private readonly index = new Map<number, number>();
  private readonly counts: number[] = [];
  private readonly left: number[] = [];

  constructor(private readonly words: readonly number[]) {
    for (const word of words) {
      const at = this.index.get(word) ?? this.index.size;
      this.index.set(word, at);
      this.counts[at] = (this.counts[at] ?? 0) + 1;
    }
  }

  /** Share of words that a paragraph and the text have in common, of the longer one; 0 where one is much longer. */
  likeness(words: readonly number[]): number {
    const longer = Math.max(words.length, this.words.length);
    const shorter = Math.min(words.length, this.words.length);
    if (shorter === 0 || shorter < longer * LEAST_LENGTH) return 0;
    const { counts, left, index } = this;
    for (let i = 0; i < counts.length; i++) left[i] = counts[i];
    let both = 0;
    for (const word of words) {
      const at = index.get(word);
      if (at !== undefined && left[at]-- > 0) both++;
    }
    return both / longer;
  }
}

/** The largest likeness of a paragraph and one of the texts. */
function likeness(words: readonly number[], texts: readonly Bag[]): number {
  let most = 0;
  for (const text of texts) most = Math.max(most, text.likeness(words));
  return most;
}
