import { Class, type Expression } from './expression.js';
import { PairTable } from './pair-table.js';
import type { Vocabulary } from './vocabulary.js';

/** Where every expression may begin, and where those begin that are bound to the paragraph's beginning. */
export const ROOT = 0;
export const ANCHORED_ROOT = 1;

/**
 * A nondeterministic automaton over tokens as flat arrays (Thompson's construction, CACM 11(6), 1968). What a list says
 * of state s stands at `from[s] .. from[s + 1] - 1`.
 */
export interface Nfa {
  /** Of each word of the vocabulary + 1 its symbol: words on which all states move alike have one, those on which none moves have 0. */
  symbols: Int32Array;
  /** Moves on a word's symbol, those of a state ordered by symbol. */
  wordFrom: Int32Array;
  word: Int32Array;
  wordTo: Int32Array;
  /** Moves on any token of some classes. */
  classFrom: Int32Array;
  mask: Int32Array;
  classTo: Int32Array;
  /** Moves that read nothing. */
  emptyFrom: Int32Array;
  emptyTo: Int32Array;
  /** Expressions that end here: number + 1, negative where they must end with the paragraph. */
  endFrom: Int32Array;
  end: Int32Array;
  /** Classes of tokens between which no move tells a difference have one number. */
  groups: Int32Array;
}

/** Order of the arrays in a dump. */
export const NFA_TABLES = [
  'symbols',
  'wordFrom',
  'word',
  'wordTo',
  'classFrom',
  'mask',
  'classTo',
  'emptyFrom',
  'emptyTo',
  'endFrom',
  'end',
  'groups',
] as const;

/** How an expression stands in a paragraph. */
export interface Anchors {
  atStart: boolean;
  atEnd: boolean;
}

type Literal = Extract<Expression, { type: 'literal' }>;

/** The one literal that an expression is, if it is one. */
function soleLiteral(expression: Expression): Literal | undefined {
  if (expression.type === 'literal') return expression;
  return expression.type === 'sequence' && expression.parts.length === 1
    ? soleLiteral(expression.parts[0])
    : undefined;
}

/** A table of rows (state, value, value) that grows, and comes out ordered by state, then by first value. */
class Rows {
  private readonly rows: number[] = [];

  add(state: number, a: number, b = 0): void {
    this.rows.push(state, a, b);
  }

  /** The rows by state, ordered by first value. */
  flat(states: number): [from: Int32Array, a: Int32Array, b: Int32Array] {
    const { rows } = this;
    const from = new Int32Array(states + 1);
    const order = Array.from({ length: rows.length / 3 }, (_, i) => i * 3);
    order.sort((i, j) => rows[i] - rows[j] || rows[i + 1] - rows[j + 1] || rows[i + 2] - rows[j + 2]);
    const kept = order.filter(
      (i, k) => k === 0 || [0, 1, 2].some((c) => rows[i + c] !== rows[order[k - 1] + c]),
    );
    for (const i of kept) from[rows[i] + 1]++;
    for (let s = 0; s < states; s++) from[s + 1] += from[s];
    return [from, Int32Array.from(kept, (i) => rows[i + 1]), Int32Array.from(kept, (i) => rows[i + 2])];
  }

  /** For rows of moves on words: a symbol for each word + 1, and the moves on those symbols. */
  groupWords(count: number): [symbols: Int32Array, moves: Rows] {
    const { rows } = this;
    const a = new Int32Array(count);
    const b = new Int32Array(count);
    for (let i = 0; i < rows.length; i += 3) {
      const word = rows[i + 1];
      a[word] = Math.imul(Math.imul(a[word] ^ rows[i], 0x01000193) ^ rows[i + 2], 0x01000193);
      b[word] = Math.imul(Math.imul(b[word] + 5381, 33) ^ rows[i], 33) ^ rows[i + 2];
    }
    const symbols = new Int32Array(count + 1);
    const known = new PairTable(count);
    const moves = new Rows();
    for (let i = 0; i < rows.length; i += 3) {
      const word = rows[i + 1];
      let symbol = known.get(a[word], b[word]);
      if (symbol === -1) {
        symbol = known.size + 1;
        known.set(a[word], b[word], symbol);
      }
      symbols[word + 1] = symbol;
      moves.add(rows[i], symbol, rows[i + 2]);
    }
    return [symbols, moves];
  }
}

/** Makes one NFA of many expressions. */
export class NfaBuilder {
  private states = 2;
  private expressions = 0;
  private readonly words = new Rows();
  private readonly classes = new Rows();
  private readonly empty = new Rows();
  private readonly ends = new Rows();
  private readonly masks = new Set<number>();
  /** Where a word, or another expression, leads from a state: expressions that begin alike share what they begin with. */
  private readonly byWord = new PairTable(1024);
  private readonly byPart = new Map<string, number>();

  constructor(private readonly vocabulary: Vocabulary) {}

  /** Adds an expression and returns its number. */
  add(expression: Expression, { atStart, atEnd }: Anchors): number {
    const number = this.expressions++;
    const last = this.build(expression, atStart ? ANCHORED_ROOT : ROOT);
    this.ends.add(last, atEnd ? -(number + 1) : number + 1);
    return number;
  }

  flat(): Nfa {
    const [symbols, moves] = this.words.groupWords(this.vocabulary.size);
    const [wordFrom, word, wordTo] = moves.flat(this.states);
    const [classFrom, mask, classTo] = this.classes.flat(this.states);
    const [emptyFrom, emptyTo] = this.empty.flat(this.states);
    const [endFrom, end] = this.ends.flat(this.states);
    const groups = groupClasses([...this.masks]);
    return {
      symbols,
      wordFrom,
      word,
      wordTo,
      classFrom,
      mask,
      classTo,
      emptyFrom,
      emptyTo,
      endFrom,
      end,
      groups,
    };
  }

  private move(from: number, { hash, check }: Literal, to: number): void {
    this.words.add(from, this.vocabulary.add(hash, check), to);
  }

  private literal(literal: Literal, from: number): number {
    const word = this.vocabulary.add(literal.hash, literal.check);
    let to = this.byWord.get(from, word);
    if (to === -1) {
      to = this.states++;
      this.move(from, literal, to);
      this.byWord.set(from, word, to);
    }
    return to;
  }

  private shared(expression: Expression, from: number): number {
    if (expression.type === 'literal' || expression.type === 'sequence') return this.build(expression, from);
    const key = `${from} ${JSON.stringify(expression)}`;
    let to = this.byPart.get(key);
    if (to === undefined) {
      to = this.build(expression, from);
      this.byPart.set(key, to);
    }
    return to;
  }

  /** Adds the states of an expression behind `from`; returns the state in which it has been read. */
  private build(expression: Expression, from: number): number {
    switch (expression.type) {
      case 'sequence':
        return expression.parts.reduce((at, part) => this.shared(part, at), from);
      case 'choice': {
        const to = this.states++;
        for (const part of expression.parts) {
          const word = soleLiteral(part);
          // A list of single words needs no states of their own.
          if (word) this.move(from, word, to);
          else this.empty.add(this.build(part, from), to);
        }
        return to;
      }
      case 'optional': {
        const to = this.states++;
        this.empty.add(this.build(expression.part, from), to);
        this.empty.add(from, to);
        return to;
      }
      case 'repeat': {
        const loop = this.states++;
        this.empty.add(from, loop);
        this.empty.add(this.build(expression.part, loop), loop);
        return loop;
      }
      case 'literal':
        return this.literal(expression, from);
      case 'class': {
        const to = this.states++;
        this.classes.add(from, expression.mask, to);
        this.masks.add(expression.mask);
        return to;
      }
    }
  }
}

/** Numbers the classes so that those in just the same masks have one number. */
function groupClasses(masks: readonly number[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(Object.values(Class), (bit) => {
    const key = masks.map((mask) => (mask & bit ? 1 : 0)).join('');
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key)!;
  });
}
