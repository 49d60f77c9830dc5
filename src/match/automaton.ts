import { Token, type Tokens } from '../parse/tokens.js';
import { type Expression, longest, tokenClass } from './expression.js';
import { PairTable } from './pair-table.js';

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

/** A move of the NFA on any token of some classes. */
interface ClassMove {
  mask: number;
  to: number;
}

/** What the walker needs of an automaton's NFA. */
interface Nfa {
  readonly marks: boolean;
  readonly vocabulary: PairTable;
  readonly literalMoves: PairTable;
  readonly targets: readonly number[][];
  readonly classMoves: ReadonlyMap<number, ClassMove[]>;
  readonly empty: ReadonlyMap<number, number[]>;
  readonly stateCount: number;
  readonly ends: ReadonlyMap<number, number[]>;
}

/** Walks an NFA state set by state set (Thompson): no memory but the sets, a few look-ups a token. */
class NfaWalker {
  private closures: (Int32Array | undefined)[] = [];
  private stamp = new Int32Array(0);
  private turn = 0;

  /** Forgets what it knows of an automaton that has changed. */
  reset(): void {
    this.closures = [];
  }

  walk(
    nfa: Nfa,
    text: string,
    tokens: Tokens,
    from: number,
    to: number,
    found: (expression: number, last: number) => void,
  ): void {
    if (this.stamp.length < nfa.stateCount) this.stamp = new Int32Array(nfa.stateCount);
    let active: number[] = [ROOT, ANCHORED_ROOT].flatMap((root) => [...this.closure(nfa, root)]);
    let last = from - 1;
    for (let i = from; i < to; i++) {
      if (!nfa.marks && tokens.kind[i] >= Token.Punctuation) continue;
      last = i;
      const word = nfa.vocabulary.get(tokens.hash[i], tokens.check[i]);
      const mask = tokenClass(text, tokens, i);
      const next: number[] = [];
      this.turn++;
      const enter = (target: number) => {
        for (const state of this.closure(nfa, target)) {
          if (this.stamp[state] === this.turn) continue;
          this.stamp[state] = this.turn;
          next.push(state);
          for (const end of nfa.ends.get(state) ?? []) if (end > 0) found(end - 1, i);
        }
      };
      for (const state of active) {
        const list = word < 0 ? -1 : nfa.literalMoves.get(state, word);
        if (list >= MANY) for (const target of nfa.targets[list - MANY]) enter(target);
        else if (list >= 0) enter(list);
        for (const move of nfa.classMoves.get(state) ?? []) if ((move.mask & mask) !== 0) enter(move.to);
      }
      enter(ROOT);
      active = next;
    }
    if (last >= from)
      for (const state of active)
        for (const end of nfa.ends.get(state) ?? []) if (end < 0) found(-end - 1, last);
  }

  /** A state and all that it reaches without reading. */
  private closure(nfa: Nfa, state: number): Int32Array {
    let known = this.closures[state];
    if (!known) {
      const seen = new Set([state]);
      for (const s of seen) for (const to of nfa.empty.get(s) ?? []) seen.add(to);
      known = Int32Array.from(seen);
      this.closures[state] = known;
    }
    return known;
  }
}

/** A set of NFA states, with what follows it by symbol. */
interface DfaState {
  states: Int32Array;
  /** Expressions that end here; those that must end where the paragraph ends. */
  accepts: number[];
  atEnd: number[];
  next: Map<number, DfaState>;
}

/** Past this many cached states the cache starts anew: memory stays bounded whatever the text. */
const MAX_DFA_STATES = 20_000;
/** A cache that fills up again within so many tokens a state does not pay: then the NFA is walked instead, as RE2 does. */
const TOKENS_A_STATE = 10;
const CLASS_BITS = 10;
/** Values of literal moves from here on are numbers of lists. */
const MANY = 1 << 30;
const INFINITE = -1;
const ROOT = 0;
const ANCHORED_ROOT = 1;

/**
 * Many expressions over tokens as one automaton, made deterministic as texts need it (Thompson's construction, CACM
 * 11(6), 1968, then lazy subset construction as in RE2). A token costs one look-up in the vocabulary and one in the
 * state, however many expressions there are, and nothing is ever tried twice: time is linear in the text.
 */
export class Automaton {
  vocabulary = new PairTable(1024);
  private words = 0;
  /** Literal moves: (state, word) leads to a state, or from `MANY` on to a list in `targets`. */
  literalMoves = new PairTable(4096);
  readonly targets: number[][] = [];
  readonly classMoves = new Map<number, ClassMove[]>();
  readonly empty = new Map<number, number[]>();
  /** Expression that ends in a state: its number + 1, negative where it must end with the paragraph; 0 for none. */
  readonly ends = new Map<number, number[]>();
  stateCount = 2;
  /** States reached from a root by literals alone: expressions with the same first words share them. */
  private readonly trie = new Set<number>([ROOT, ANCHORED_ROOT]);
  private readonly lengths: number[] = [];
  private cache = new Map<string, DfaState>();
  private initial?: DfaState;
  private floating?: DfaState;
  /** States that every set holds, and where they lead by symbol. */
  private root = new Set<number>();
  private readonly rootSteps = new Map<number, number[]>();
  private rootReadsClasses = false;
  private hasLiterals = false;
  private tokensSinceBegin = 0;
  private thrashing = false;
  private readonly walker = new NfaWalker();

  /** @param marks whether punctuation is read, or passed over. */
  constructor(readonly marks: boolean) {}

  /** Number of expressions. */
  get size(): number {
    return this.lengths.length;
  }

  /** Adds an expression and returns its number. */
  add(expression: Expression, { atStart, atEnd }: Anchors): number {
    const number = this.lengths.push(longest(expression)) - 1;
    const last = this.build(expression, atStart ? ANCHORED_ROOT : ROOT);
    const end = atEnd ? -(number + 1) : number + 1;
    const ends = this.ends.get(last);
    if (ends) ends.push(end);
    else this.ends.set(last, [end]);
    this.cache.clear();
    this.initial = undefined;
    this.walker.reset();
    return number;
  }

  /**
   * Calls `found` with each expression that ends in tokens `from .. to - 1`, in the order of their ends.
   * An expression that can end in several ways is found at each of its ends.
   */
  run(
    text: string,
    tokens: Tokens,
    from: number,
    to: number,
    found: (expression: number, last: number) => void,
  ): void {
    if (!this.initial) this.begin();
    else if (this.cache.size > MAX_DFA_STATES) {
      this.thrashing = this.tokensSinceBegin < TOKENS_A_STATE * MAX_DFA_STATES;
      this.begin();
    }
    if (this.thrashing) {
      this.walker.walk(this, text, tokens, from, to, found);
      return;
    }
    this.tokensSinceBegin += to - from;
    const floating = this.floating!;
    let state = this.initial!;
    let last = from - 1;
    for (let i = from; i < to; i++) {
      if (!this.marks && tokens.kind[i] >= Token.Punctuation) continue;
      last = i;
      const word = this.vocabulary.get(tokens.hash[i], tokens.check[i]);
      if (word === -1 && state === floating && !this.rootReadsClasses) continue;
      const mask = tokenClass(text, tokens, i);
      const symbol = (word + 1) * (1 << CLASS_BITS) + mask;
      let next = state.next.get(symbol);
      if (!next) {
        next = this.step(state, symbol, word, mask);
        state.next.set(symbol, next);
      }
      state = next;
      for (const expression of state.accepts) found(expression, i);
      if (this.anchoredOnly && state.states.length === 0) return;
    }
    if (last >= from) for (const expression of state.atEnd) found(expression, last);
  }

  /** Longest match of one expression, in tokens; infinite where it repeats. */
  longest(expression: number): number {
    return this.lengths[expression];
  }

  /** No expression floats: an empty state set stays empty. */
  private get anchoredOnly(): boolean {
    return !this.hasLiterals && !this.classMoves.has(ROOT) && !this.empty.has(ROOT);
  }

  private begin(): void {
    this.cache.clear();
    this.rootSteps.clear();
    this.tokensSinceBegin = 0;
    this.root = this.anchoredOnly ? new Set() : this.closure([ROOT]);
    this.rootReadsClasses = [...this.root].some((s) => this.classMoves.has(s));
    this.floating = this.stateFor([]);
    this.initial = this.stateFor([ANCHORED_ROOT]);
  }

  private closure(seeds: Iterable<number>): Set<number> {
    const seen = new Set(seeds);
    for (const s of seen) for (const to of this.empty.get(s) ?? []) seen.add(to);
    return seen;
  }

  private read(states: Iterable<number>, word: number, mask: number, reached: number[]): void {
    for (const s of states) {
      if (word >= 0) {
        const list = this.literalMoves.get(s, word);
        if (list >= MANY) reached.push(...this.targets[list - MANY]);
        else if (list >= 0) reached.push(list);
      }
      const moves = this.classMoves.get(s);
      if (moves) for (const move of moves) if ((move.mask & mask) !== 0) reached.push(move.to);
    }
  }

  private step(state: DfaState, symbol: number, word: number, mask: number): DfaState {
    // The root is in every set: what it leads to is found once a symbol, and it never stands in a set itself.
    let fromRoot = this.rootSteps.get(symbol);
    if (!fromRoot) {
      fromRoot = [];
      this.read(this.root, word, mask, fromRoot);
      this.rootSteps.set(symbol, fromRoot);
    }
    const reached = [...fromRoot];
    this.read(state.states, word, mask, reached);
    return this.stateFor(reached);
  }

  private stateFor(seeds: readonly number[]): DfaState {
    const closed = this.closure(seeds);
    const states = Int32Array.from([...closed].filter((s) => !this.root.has(s))).sort();
    const key = states.join();
    let known = this.cache.get(key);
    if (!known) {
      const ends = [...states].flatMap((s) => this.ends.get(s) ?? []);
      const unique = (list: number[]) => [...new Set(list)];
      known = {
        states,
        accepts: unique(ends.filter((e) => e > 0).map((e) => e - 1)),
        atEnd: unique(ends.filter((e) => e < 0).map((e) => -e - 1)),
        next: new Map(),
      };
      this.cache.set(key, known);
    }
    return known;
  }

  /** The automaton as flat arrays, for `restore`: building it from phrases takes a start longer than cleaning a page. */
  dump(): Int32Array[] {
    const flat = <T>(map: ReadonlyMap<number, T[]>, row: (state: number, value: T) => number[]) =>
      Int32Array.from([...map].flatMap(([state, list]) => list.flatMap((value) => row(state, value))));
    return [
      ...this.vocabulary.dump(),
      ...this.literalMoves.dump(),
      Int32Array.from(this.targets.flatMap((list, i) => list.flatMap((to) => [i, to]))),
      flat(this.classMoves, (state, { mask, to }) => [state, mask, to]),
      flat(this.empty, (state, to) => [state, to]),
      flat(this.ends, (state, end) => [state, end]),
      Int32Array.from(this.lengths, (length) => (Number.isFinite(length) ? length : INFINITE)),
      Int32Array.of(this.words, this.stateCount, this.hasLiterals ? 1 : 0),
    ];
  }

  /** Makes this empty automaton the dumped one. Nothing can be added to it any more. */
  restore(tables: Int32Array[]): void {
    this.vocabulary = PairTable.of(tables.slice(0, 4));
    this.literalMoves = PairTable.of(tables.slice(4, 8));
    const [targets, classes, empty, ends, lengths, [words, stateCount, hasLiterals]] = tables.slice(8);
    const collect = <T>(map: Map<number, T[]>, state: number, value: T) => {
      const list = map.get(state);
      if (list) list.push(value);
      else map.set(state, [value]);
    };
    for (let i = 0; i < targets.length; i += 2) {
      if (targets[i] === this.targets.length) this.targets.push([]);
      this.targets[targets[i]].push(targets[i + 1]);
    }
    for (let i = 0; i < classes.length; i += 3)
      collect(this.classMoves, classes[i], { mask: classes[i + 1], to: classes[i + 2] });
    for (let i = 0; i < empty.length; i += 2) collect(this.empty, empty[i], empty[i + 1]);
    for (let i = 0; i < ends.length; i += 2) collect(this.ends, ends[i], ends[i + 1]);
    for (const length of lengths) this.lengths.push(length === INFINITE ? Number.POSITIVE_INFINITY : length);
    this.words = words;
    this.stateCount = stateCount;
    this.hasLiterals = hasLiterals === 1;
  }

  private newState(): number {
    return this.stateCount++;
  }

  private word(hash: number, check: number): number {
    let word = this.vocabulary.get(hash, check);
    if (word === -1) {
      word = this.words++;
      this.vocabulary.set(hash, check, word);
    }
    return word;
  }

  private move(from: number, { hash, check }: Literal, to: number): void {
    const word = this.word(hash, check);
    if (from === ROOT) this.hasLiterals = true;
    const known = this.literalMoves.get(from, word);
    if (known === -1) this.literalMoves.set(from, word, to);
    else if (known < MANY) {
      if (known !== to) this.literalMoves.set(from, word, MANY + this.targets.push([known, to]) - 1);
    } else if (!this.targets[known - MANY].includes(to)) this.targets[known - MANY].push(to);
  }

  private literal(literal: Literal, from: number): number {
    if (this.trie.has(from)) {
      const known = this.literalMoves.get(from, this.word(literal.hash, literal.check));
      const states = known === -1 ? [] : known < MANY ? [known] : this.targets[known - MANY];
      const shared = states.find((to) => this.trie.has(to));
      if (shared !== undefined) return shared;
    }
    const to = this.newState();
    this.move(from, literal, to);
    if (this.trie.has(from)) this.trie.add(to);
    return to;
  }

  private connect(from: number, to: number): void {
    const list = this.empty.get(from);
    if (list) list.push(to);
    else this.empty.set(from, [to]);
  }

  /** Adds the states of an expression behind `from`; returns the state in which it has been read. */
  private build(expression: Expression, from: number): number {
    switch (expression.type) {
      case 'sequence':
        return expression.parts.reduce((at, part) => this.build(part, at), from);
      case 'choice': {
        const to = this.newState();
        for (const part of expression.parts) {
          const word = soleLiteral(part);
          // A list of single words needs no states of their own.
          if (word) this.move(from, word, to);
          else this.connect(this.build(part, from), to);
        }
        return to;
      }
      case 'optional': {
        const to = this.newState();
        this.connect(this.build(expression.part, from), to);
        this.connect(from, to);
        return to;
      }
      case 'repeat': {
        const loop = this.newState();
        this.connect(from, loop);
        this.connect(this.build(expression.part, loop), loop);
        return loop;
      }
      case 'literal':
        return this.literal(expression, from);
      case 'class': {
        const to = this.newState();
        const move = { mask: expression.mask, to };
        const moves = this.classMoves.get(from);
        if (moves) moves.push(move);
        else this.classMoves.set(from, [move]);
        return to;
      }
    }
  }
}
