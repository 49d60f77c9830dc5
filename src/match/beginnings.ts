import { Token, type Tokens } from '../parse/tokens.js';
import type { Expression } from './expression.js';

/** The last word before token `end`, or -1 where none stands from `from` on. */
export function wordBefore({ kind }: Tokens, from: number, end: number): number {
  for (let i = end - 1; i >= from; i--) if (kind[i] < Token.Punctuation) return i;
  return -1;
}

/**
 * Reads an expression backwards from each of some tokens (one past its last): the tokens with which it can begin.
 * All ways are followed side by side; nothing is tried twice.
 * @param from first token of the paragraph.
 */
export function beginnings(
  expression: Expression,
  tokens: Tokens,
  from: number,
  ends: readonly number[],
): readonly number[] {
  switch (expression.type) {
    case 'sequence':
      return expression.parts.reduceRight((at, part) => beginnings(part, tokens, from, at), ends);
    case 'choice':
      if (ends.length === 1) return ofChoice(expression, tokens, from, ends[0]);
      return [...new Set(ends.flatMap((end) => ofChoice(expression, tokens, from, end)))];
    case 'optional':
      return union(ends, beginnings(expression.part, tokens, from, ends));
    case 'repeat':
      for (let known = ends; ; ) {
        const more = union(known, beginnings(expression.part, tokens, from, known));
        if (more.length === known.length) return known;
        known = more;
      }
    case 'literal':
      return wordsBefore(
        tokens,
        from,
        ends,
        (i) => tokens.hash[i] === expression.hash && tokens.check[i] === expression.check,
      );
    case 'class':
      return wordsBefore(tokens, from, ends, (i) => ((expression.mask >> tokens.category[i]) & 1) === 1);
  }
}

/** Branches of a choice by the hash of the word they end with, and those that end with something else. */
interface Branches {
  byWord: Map<number, Expression[]>;
  others: Expression[];
}

const NONE: readonly Expression[] = [];
const NOTHING: readonly number[] = [];
const branchesOf = new WeakMap<Expression, Branches>();

function indexBranches(parts: readonly Expression[]): Branches {
  const branches: Branches = { byWord: new Map(), others: [] };
  for (const part of parts) {
    let last: Expression | undefined = part;
    while (last?.type === 'sequence') last = last.parts.at(-1);
    if (last?.type !== 'literal') branches.others.push(part);
    else branches.byWord.set(last.hash, [...(branches.byWord.get(last.hash) ?? []), part]);
  }
  return branches;
}

// Lists of a hundred names are common in phrases; only those that end with the word at hand are looked at.
function ofChoice(
  choice: Extract<Expression, { parts: Expression[] }>,
  tokens: Tokens,
  from: number,
  end: number,
): readonly number[] {
  let branches = branchesOf.get(choice);
  if (!branches) {
    branches = indexBranches(choice.parts);
    branchesOf.set(choice, branches);
  }
  const word = wordBefore(tokens, from, end);
  const named = (word < 0 ? undefined : branches.byWord.get(tokens.hash[word])) ?? NONE;
  const ends = [end];
  let at = NOTHING;
  for (const part of branches.others) at = union(at, beginnings(part, tokens, from, ends));
  for (const part of named) at = union(at, beginnings(part, tokens, from, ends));
  return at;
}

function wordsBefore(
  tokens: Tokens,
  from: number,
  ends: readonly number[],
  fits: (token: number) => boolean,
): number[] {
  const found: number[] = [];
  for (const end of ends) {
    const word = wordBefore(tokens, from, end);
    if (word >= 0 && fits(word)) found.push(word);
  }
  return found;
}

/** Up to so many it is sooner to look through a list than to make a set of it. */
const FEW = 16;

/** Both lists, each token once. Most often one of them is empty. */
function union(one: readonly number[], other: readonly number[]): readonly number[] {
  if (other.length === 0) return one;
  if (one.length === 0) return other;
  if (one.length + other.length > FEW) return [...new Set([...one, ...other])];
  return [...one, ...other.filter((token) => !one.includes(token))];
}
