import { Char, charClass } from '../../parse/chars.js';
import { Token } from '../../parse/tokens.js';
import type { FeatureInput, Shared } from './types.js';

/** Words from which a paragraph that ends like a sentence counts as running text. */
export const RUNNING_WORDS = 18;

const ENDS = new Set([...'.!?…。!?।؟۔:'].map((c) => c.charCodeAt(0)));
const CLOSERS = new Set([...'"\'”’»)]」』“'].map((c) => c.charCodeAt(0)));
const SIZES = [1, 2, 3, 5, 8, 13, 25, 50];

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
  const facts: Shared = {
    terminal: new Uint8Array(n),
    running: new Uint8Array(n),
    shape: new Uint16Array(n),
    size: new Float32Array(n),
    ruleWeight: new Float32Array(n),
  };
  for (let p = 0; p < n; p++) {
    const paragraph = page.children[p];
    const mark = lastMark(input, p);
    facts.terminal[p] = ENDS.has(mark) && mark !== 58 ? 1 : 0;
    facts.running[p] = words[p] >= RUNNING_WORDS && facts.terminal[p] ? 1 : 0;
    facts.size[p] = Math.log2(1 + words[p]);
    const capital = charClass(page.text.charCodeAt(paragraph.start)) === Char.Upper ? 1 : 0;
    facts.shape[p] =
      ((sizeClass(words[p]) * 3 + BULLETS[paragraph.bullet]) * 2 + facts.terminal[p]) * 2 + capital;
    for (let h = matches.first[p]; h < matches.first[p + 1]; h++) {
      const hit = matches.hits[h];
      facts.ruleWeight[p] += rules.weightOf(hit);
    }
  }
  return facts;
}
