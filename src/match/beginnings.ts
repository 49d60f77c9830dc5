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
      return union(ends.map((end) => ofChoice(expression, tokens, from, end)));
    case 'optional':
      return union([ends, beginnings(expression.part, tokens, from, ends)]);
    case 'repeat':
      for (let known = ends; ; ) {
        const more = union([known, beginnings(expression.part, tokens, from, known)]);
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
  if (branches.others.length === 0 && named.length < 2)
    return named.length === 0 ? NOTHING : beginnings(named[0], tokens, from, ends);
  return union([...branches.others, ...named].map((part) => beginnings(part, tokens, from, ends)));
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

function union(lists: readonly (readonly number[])[]): readonly number[] {
  if (lists.length === 1) return lists[0];
  const filled = lists.filter((list) => list.length > 0);
  return filled.length <= 1 ? (filled[0] ?? NOTHING) : [...new Set(filled.flat())];
}
