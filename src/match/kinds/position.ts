import { Token } from '../../parse/tokens.js';
import type { PositionSpec } from '../rule.js';
import type { MatchInput } from '../types.js';

/** A paragraph of at least this many words that ends as a sentence does is taken for running text. */
const TEXT_WORDS = 25;

/** First and last paragraph of running text; `[length, -1]` where there is none. */
export interface TextSpan {
  first: number;
  last: number;
}

/** Finds the span of a page's running text: long paragraphs that end like sentences. */
export function textSpan({ page, tokens, words }: MatchInput): TextSpan {
  const span = { first: page.children.length, last: -1 };
  for (let p = 0; p < page.children.length; p++) {
    if (words[p] < TEXT_WORDS) continue;
    const end = tokens.first[p + 1] - 1;
    if (tokens.kind[end] !== Token.Punctuation) continue;
    if (span.last < 0) span.first = p;
    span.last = p;
  }
  return span;
}

/** Whether a paragraph stands where a position rule looks. */
export function inPlace(spec: PositionSpec, paragraph: number, count: number, span: TextSpan): boolean {
  switch (spec.at) {
    case 'start':
      return paragraph < spec.within;
    case 'end':
      return paragraph >= count - spec.within;
    case 'before-text':
      return paragraph < span.first && paragraph >= span.first - spec.within;
    case 'after-text':
      return paragraph > span.last && paragraph <= span.last + spec.within;
  }
}
