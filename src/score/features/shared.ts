import { fingerprint } from '../../match/kinds/fingerprint.js';
import { Char, charClass } from '../../parse/chars.js';
import { Token } from '../../parse/tokens.js';
import { scorePhrases } from '../phrase-table.js';
import { densestStretch } from '../stretch.js';
import { echoes } from './echoes.js';
import { shareTree } from './markup/tree.js';
import { sentenceRuns } from './sentence-runs.js';
import type { FeatureInput, Shared, Stretch } from './types.js';
import { numberWords } from './words.js';

/** Words from which a paragraph that ends like a sentence counts as running text. */
export const RUNNING_WORDS = 18;
/** An ideograph counts as this much of a word: a word of Chinese or Japanese has some two of them. */
const IDEOGRAPH_WORDS = 0.5;

const ENDS = new Set([...'.!?…。!?।؟۔:'].map((c) => c.charCodeAt(0)));
const CLOSERS = new Set([...'"\'”’»)]」』“'].map((c) => c.charCodeAt(0)));
const SIZES = [1, 2, 3, 5, 8, 13, 25, 50];
const COLON = 58;

/** The last mark of a paragraph that is no quote or bracket, or 0 where it ends in a word. */
export function lastMark({ page, tokens }: FeatureInput, p: number): number {
  for (let i = tokens.first[p + 1] - 1; i >= tokens.first[p]; i--) {
    if (tokens.kind[i] < Token.Punctuation) return 0;
    const unit = page.text.charCodeAt(tokens.start[i]);
    if (!CLOSERS.has(unit)) return unit;
  }
  return 0;
}

function sizeClass(words: number): number {
  let cls = 0;
  while (cls < SIZES.length && words > SIZES[cls]) cls++;
  return cls;
}

const BULLETS = { none: 0, mark: 1, number: 2 } as const;

/** Computes what several feature groups need. */
export function shareFacts(input: FeatureInput): Shared {
  const { page, words, matches, rules } = input;
  const n = page.children.length;
  const floats = () => new Float32Array(n);
  const { again, copies } = countCopies(input);
  const { phrase, known, roles } = scorePhrases(input.tokens, n, input.phrases);
  // Every property by its name, here and below: V8 keeps objects made by spreading so many as hash tables, each of a shape of its own,
  // and what reads them is never compiled for good.
  const facts = {
    length: floats(),
    terminal: new Uint8Array(n),
    running: new Uint8Array(n),
    shape: new Uint16Array(n),
    size: floats(),
    ruleWeight: floats(),
    numbers: floats(),
    capitals: floats(),
    sentenceSize: floats(),
    head: new Int32Array(0),
    again,
    copies,
    phrase,
    known,
    roles,
  };
  for (let p = 0; p < n; p++) {
    countKinds(input, p, facts);
    const mark = lastMark(input, p);
    facts.terminal[p] = ENDS.has(mark) && mark !== COLON ? 1 : 0;
  }
  facts.head = sentenceRuns(input, facts.terminal);
  spreadSentences(facts);
  for (let p = 0; p < n; p++) {
    facts.size[p] = Math.log2(1 + facts.length[p]);
    const { start, bullet } = page.children[p];
    const capital = charClass(page.text.charCodeAt(start)) === Char.Upper ? 1 : 0;
    facts.shape[p] = ((sizeClass(words[p]) * 3 + BULLETS[bullet]) * 2 + facts.terminal[p]) * 2 + capital;
    for (let h = matches.first[p]; h < matches.first[p + 1]; h++)
      facts.ruleWeight[p] += rules.weightOf(matches.hits[h]);
  }
  const block = densestBlock(facts);
  const vocabulary = numberWords(input.tokens, facts.running, block);
  const shared: Shared = {
    length: facts.length,
    head: facts.head,
    sentenceSize: facts.sentenceSize,
    terminal: facts.terminal,
    running: facts.running,
    shape: facts.shape,
    size: facts.size,
    ruleWeight: facts.ruleWeight,
    numbers: facts.numbers,
    capitals: facts.capitals,
    copies,
    again,
    phrase,
    known,
    roles,
    echo: echoes(input.tokens, facts, vocabulary),
    block,
    vocabulary,
    tree: undefined,
  };
  shared.tree = shareTree(input, shared);
  return shared;
}

/** What holds of a broken sentence holds of each of its lines: how it ends, how long it is, whether it is running text. */
function spreadSentences({
  head,
  length,
  terminal,
  running,
  sentenceSize,
}: Pick<Shared, 'head' | 'length' | 'terminal' | 'running' | 'sentenceSize'>): void {
  const n = head.length;
  for (let from = 0; from < n; ) {
    let words = 0;
    let to = from;
    for (; to < n && head[to] === from; to++) words += length[to];
    const ends = terminal[to - 1];
    for (let p = from; p < to; p++) {
      terminal[p] = ends;
      running[p] = words >= RUNNING_WORDS && ends ? 1 : 0;
      sentenceSize[p] = Math.log2(1 + words);
    }
    from = to;
  }
}

function countKinds(
  { tokens, words }: FeatureInput,
  p: number,
  { length, numbers, capitals }: Pick<Shared, 'length' | 'numbers' | 'capitals'>,
): void {
  let ideographs = 0;
  let number = 0;
  let capital = 0;
  for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) {
    const kind = tokens.kind[i];
    if (kind === Token.Ideograph) ideographs++;
    else if (kind === Token.Number) number++;
    else if (kind === Token.Capitalised || kind === Token.Upper) capital++;
  }
  const w = Math.max(1, words[p]);
  length[p] = words[p] - ideographs * (1 - IDEOGRAPH_WORDS);
  numbers[p] = number / w;
  capitals[p] = capital / w;
}

/** How many copies of a paragraph the page has, and whether one stood before. */
function countCopies({ tokens, page }: FeatureInput): Pick<Shared, 'copies' | 'again'> {
  const n = page.children.length;
  const keys = new Float64Array(n);
  const again = new Uint8Array(n);
  const counts = new Map<number, number>();
  for (let p = 0; p < n; p++) {
    const [a, b] = fingerprint(tokens, tokens.first[p], tokens.first[p + 1]);
    keys[p] = a * 2097152 + (b & 2097151);
    const before = counts.get(keys[p]) ?? 0;
    if (before > 0) again[p] = 1;
    counts.set(keys[p], before + 1);
  }
  return { again, copies: Uint16Array.from(keys, (key) => Math.min(999, counts.get(key)!)) };
}

/** A short paragraph costs the block this many words; a rule's hit, more. */
const SHORT_COST = 8;
const HIT_COST = 20;
const MARKED = 2;
/** Words of one paragraph count up to this many. */
const MOST_WORDS = 80;
const LEAST_SENTENCE = 12;

/** The stretch with the largest sum of running words less the cost of the other paragraphs. */
function densestBlock({
  length,
  running,
  terminal,
  ruleWeight,
}: Pick<Shared, 'length' | 'running' | 'terminal' | 'ruleWeight'>): Stretch {
  return densestStretch(length.length, (p) => {
    if (ruleWeight[p] > MARKED) return -HIT_COST;
    if (running[p]) return Math.min(length[p], MOST_WORDS);
    return length[p] >= LEAST_SENTENCE && terminal[p] ? length[p] / 2 : -SHORT_COST;
  });
}
