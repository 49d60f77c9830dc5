import {
  ANY_TOKEN,
  Class,
  choice,
  type Expression,
  literals,
  oneOf,
  optional,
  sequence,
  shortest,
} from '../expression.js';

/** `...` stands for up to this many words. */
export const GAP_WORDS = 6;
/** A longer run of words is somebody's sentence, not a mark. */
const MAX_WORDS = 8;

const ANY_WORD = ANY_TOKEN & ~(Class.Punctuation | Class.Symbol | Class.Currency);

/** A phrase, read. */
export interface Phrase {
  expression: Expression;
  /** What stands between the gaps; the whole alone where a part by itself would say too little to be looked for. */
  pieces: Expression[];
  atStart: boolean;
  atEnd: boolean;
}

/** What is wrong with a phrase, in words for the one who wrote it. */
export class PhraseSyntaxError extends Error {}

const gap = (): Expression => sequence(...Array.from({ length: GAP_WORDS }, () => optional(oneOf(ANY_WORD))));

/** Reads `a (b|c) ... d`. Throws `PhraseSyntaxError`. */
export function parsePhrase(source: string): Phrase {
  let body = source.trim();
  const atStart = body.startsWith('^');
  const atEnd = body.endsWith('$');
  body = body.slice(atStart ? 1 : 0, atEnd ? -1 : undefined).trim();
  const pieces = body.match(/\.\.\.|…|[()|*#]|[^()|*#.…]+|\./gu) ?? [];
  if (/^(\.\.\.|…)/.test(body))
    throw new PhraseSyntaxError('a gap at the beginning says nothing; leave it out');
  if (/(\.\.\.|…)$/.test(body)) throw new PhraseSyntaxError('a gap at the end says nothing; leave it out');
  let at = 0;
  const gaps: number[] = [];
  const branch = (depth: number): Expression => {
    const parts: Expression[] = [];
    let run = 0;
    for (; at < pieces.length; at++) {
      const piece = pieces[at];
      if (piece === ')' || piece === '|') break;
      if (piece === '(') {
        at++;
        parts.push(group(depth + 1));
        run = 0;
      } else if (piece === '...' || piece === '…') {
        if (depth === 0) gaps.push(parts.length);
        parts.push(gap());
        run = 0;
      } else if (piece === '*') parts.push(oneOf(ANY_WORD));
      else if (piece === '#') parts.push(oneOf(Class.Number | Class.Alphanumeric));
      else {
        const words = literals(piece, false);
        run += words.length;
        if (run > MAX_WORDS)
          throw new PhraseSyntaxError(`more than ${MAX_WORDS} words in a row; leave some out with "..."`);
        parts.push(...words);
      }
    }
    return sequence(...parts);
  };
  const group = (depth: number): Expression => {
    const branches = [branch(depth)];
    while (pieces[at] === '|') {
      at++;
      branches.push(branch(depth));
    }
    if (pieces[at] !== ')') throw new PhraseSyntaxError('"(" is never closed');
    return choice(...branches);
  };
  const expression = branch(0);
  if (pieces[at] === '|') throw new PhraseSyntaxError('"|" stands only inside "( )"');
  if (pieces[at] === ')') throw new PhraseSyntaxError('")" without "("');
  if (shortest(expression) === 0)
    throw new PhraseSyntaxError('can match no word at all; a mark alone, such as ©, is for "patterns"');
  if (!hasLiteral(expression))
    throw new PhraseSyntaxError('needs a word of its own, not only "*", "#" and "..."');
  return { expression, pieces: piecesOf(expression, gaps), atStart, atEnd };
}

function piecesOf(whole: Expression, gaps: readonly number[]): Expression[] {
  if (whole.type !== 'sequence' || gaps.length === 0) return [whole];
  const pieces = [-1, ...gaps].map((gap, i) => sequence(...whole.parts.slice(gap + 1, gaps[i])));
  return pieces.every((piece) => shortest(piece) > 0 && hasLiteral(piece)) ? pieces : [whole];
}

function hasLiteral(expression: Expression): boolean {
  if (expression.type === 'literal') return true;
  if (expression.type === 'class') return (expression.mask & ANY_WORD) !== ANY_WORD;
  return 'part' in expression ? hasLiteral(expression.part) : expression.parts.some(hasLiteral);
}
