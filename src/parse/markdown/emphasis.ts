import type { Inline } from '../../types.js';
import type { InlineNode } from './inline-nodes.js';

/** A run of `*`, `_` or `~`: what is not used up as a mark, `text.slice(low, high)`, stays in the text. */
export interface DelimiterRun {
  char: string;
  canOpen: boolean;
  canClose: boolean;
  /** Length at first. */
  length: number;
  low: number;
  high: number;
  /** Marks that close here, inner first, and that open here, outer last. */
  closes: number;
  opens: Inline['kind'][];
}

const SPACE = /^\s?$/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** What a run may do, by the characters around it (CommonMark 0.31, section 6.2). */
export function delimiterRun(text: string, from: number, to: number): DelimiterRun {
  const char = text[from];
  const before = text.slice(Math.max(0, from - 1), from);
  const after = text.slice(to, to + 1);
  const spaceBefore = SPACE.test(before);
  const spaceAfter = SPACE.test(after);
  const marksBefore = PUNCTUATION.test(before);
  const marksAfter = PUNCTUATION.test(after);
  const left = !spaceAfter && (!marksAfter || spaceBefore || marksBefore);
  const right = !spaceBefore && (!marksBefore || spaceAfter || marksAfter);
  const word = char === '_';
  return {
    char,
    canOpen: left && (!word || !right || marksBefore) && !(char === '~' && to - from > 2),
    canClose: right && (!word || !left || marksAfter) && !(char === '~' && to - from > 2),
    length: to - from,
    low: from,
    high: to,
    closes: 0,
    opens: [],
  };
}

/** Whether the lengths of two runs let them be one mark's ends (the "multiple of 3" rule). */
function fits(opener: DelimiterRun, closer: DelimiterRun): boolean {
  if (opener.char === '~') return opener.length === closer.length;
  if (!opener.canClose && !closer.canOpen) return true;
  return (opener.length + closer.length) % 3 !== 0 || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

/** Uses up one or two characters of both runs. */
function join(opener: DelimiterRun, closer: DelimiterRun): void {
  const both = opener.char === '~' ? opener.length : 2;
  const size = Math.min(both, opener.high - opener.low, closer.high - closer.low);
  opener.high -= size;
  closer.low += size;
  if (opener.char === '~') return;
  opener.opens.push(size === 2 ? 'strong' : 'emphasis');
  closer.closes++;
}

/**
 * Pairs the runs from a place in the stack on and takes them off it: CommonMark's "process emphasis". For each kind of
 * closer it is remembered below which place no opener is, which keeps it linear.
 */
export function pairDelimiters(stack: InlineNode[], bottom: number): void {
  const openers: DelimiterRun[] = [];
  const least = new Map<string, number>();
  for (let i = bottom; i < stack.length; i++) {
    const closer = stack[i].run as DelimiterRun;
    const kind = `${closer.char}${closer.canOpen}${closer.length % 3}`;
    while (closer.canClose && closer.low < closer.high) {
      let k = openers.length - 1;
      const floor = Math.min(least.get(kind) ?? 0, openers.length);
      while (k >= floor && !(openers[k].char === closer.char && fits(openers[k], closer))) k--;
      if (k < floor) {
        least.set(kind, openers.length);
        break;
      }
      const opener = openers[k];
      join(opener, closer);
      openers.length = opener.low < opener.high && opener.char !== '~' ? k + 1 : k;
      for (const [of, place] of least) if (place > openers.length) least.set(of, openers.length);
    }
    if (closer.canOpen && closer.low < closer.high) openers.push(closer);
  }
  stack.length = bottom;
}
