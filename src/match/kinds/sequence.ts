import { Token } from '../../parse/tokens.js';
import type { SequenceSpec } from '../rule.js';
import type { Hit, MatchInput } from '../types.js';

const TITLE_WORDS = [3, 30] as const;
const SHORT_WORDS = 6;
const FULL_STOPS = '.。।';

function isTitle({ page, tokens, words }: MatchInput, p: number): boolean {
  if (words[p] < TITLE_WORDS[0] || words[p] > TITLE_WORDS[1]) return false;
  const last = tokens.first[p + 1] - 1;
  // "A great opportunity ..." is cut short, not ended.
  if (page.text.endsWith('...', page.children[p].end)) return true;
  return !(tokens.kind[last] === Token.Punctuation && FULL_STOPS.includes(page.text[tokens.start[last]]));
}

function follows(input: MatchInput, p: number, then: SequenceSpec['then']): boolean {
  if (then === 'any') return true;
  if (then === 'short') return input.words[p] <= SHORT_WORDS;
  return isTitle(input, p);
}

/**
 * Reports a heading and the run of paragraphs under it, where the run is long enough.
 * @param heading the heading's own hit.
 */
export function matchSequence(
  input: MatchInput,
  spec: SequenceSpec,
  heading: Hit,
  add: (hit: Hit) => void,
): void {
  const { children } = input.page;
  let last = heading.paragraph;
  while (
    last + 1 < children.length &&
    last - heading.paragraph < spec.atMost &&
    follows(input, last + 1, spec.then)
  )
    last++;
  if (last - heading.paragraph < spec.atLeast) return;
  add(heading);
  for (let p = heading.paragraph + 1; p <= last; p++)
    add({ rule: heading.rule, paragraph: p, start: children[p].start, end: children[p].end, cover: 1 });
}
