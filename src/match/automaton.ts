import { Token, type Tokens } from '../parse/tokens.js';
import { type Expression, longest, tokenClass } from './expression.js';
import { PairTable } from './pair-table.js';

/** How an expression stands in a paragraph. */
export interface Anchors {
  atStart: boolean;
  atEnd: boolean;
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
  readonly classMoves: readonly (ClassMove[] | undefined)[];
  readonly empty: readonly (number[] | undefined)[];
  readonly ends: readonly number[][];
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

  walk(nfa: Nfa, text: string, tokens: Tokens, from: number, to: number, found: (expression: number, last: number) => void): void {
    if (this.stamp.length < nfa.ends.length) this.stamp = new Int32Array(nfa.ends.length * 2);
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
          for (const end of nfa.ends[state]) if (end > 0) found(end - 1, i);
        }
      };
      for (const state of active) {
        const list = word < 0 ? -1 : nfa.literalMoves.get(state, word);
        if (list >= 0) for (const target of nfa.targets[list]) enter(target);
        for (const move of nfa.classMoves[state] ?? []) if ((move.mask & mask) !== 0) enter(move.to);
      }
      enter(ROOT);
      active = next;
    }
    if (last >= from) for (const state of active) for (const end of nfa.ends[state]) if (end < 0) found(-end - 1, last);
  }

  /** A state and all that it reaches without reading. */
  private closure(nfa: Nfa, state: number): Int32Array {
    let known = this.closures[state];
    if (!known) {
      const seen = new Set([state]);
      for (const s of seen) for (const to of nfa.empty[s] ?? []) seen.add(to);
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
const ROOT = 0;
const ANCHORED_ROOT = 1;

/**
 * Many expressions over tokens as one automaton, made deterministic as texts need it (Thompson's construction, CACM
 * 11(6), 1968, then lazy subset construction as in RE2). A token costs one look-up in the vocabulary and one in the
 * state, however many expressions there are, and nothing is ever tried twice: time is linear in the text.
 */
export class Automaton {
  readonly vocabulary = new PairTable(1024);
  private words = 0;
  /** Literal moves: (state, word) leads to a number in `targets`. */
  readonly literalMoves = new PairTable(4096);
  readonly targets: number[][] = [];
  readonly classMoves: (ClassMove[] | undefined)[] = [undefined, undefined];
  readonly empty: (number[] | undefined)[] = [undefined, undefined];
  /** Expression that ends in a state: its number + 1, negative where it must end with the paragraph; 0 for none. */
  readonly ends: number[][] = [[], []];
  /** States reached from a root by literals alone: expressions with the same first words share them. */
  private readonly trie = new Set<number>([ROOT, ANCHORED_ROOT]);
  private readonly lengths: number[] = [];
  private cache = new Map<string, DfaState>();
  private initial?: DfaState;
  private floating?: DfaState;
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
    this.ends[last].push(atEnd ? -(number + 1) : number + 1);
    this.cache.clear();
    this.initial = undefined;
    this.walker.reset();
    return number;
  }

  /**
   * Calls `found` with each expression that ends in tokens `from .. to - 1`, in the order of their ends.
   * An expression that can end in several ways is found at each of its ends.
   */
  run(text: string, tokens: Tokens, from: number, to: number, found: (expression: number, last: number) => void): void {
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
      if (word === -1 && state === floating && !this.rootHasClasses) continue;
      const mask = tokenClass(text, tokens, i);
      const symbol = (word + 1) * (1 << CLASS_BITS) + mask;
      let next = state.next.get(symbol);
      if (!next) {
        next = this.step(state, word, mask);
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

  private get rootHasClasses(): boolean {
    return this.classMoves[ROOT] !== undefined;
  }

  /** No expression floats: an empty state set stays empty. */
  private get anchoredOnly(): boolean {
    return this.floating!.states.length === 0;
  }

  private begin(): void {
    this.cache.clear();
    this.tokensSinceBegin = 0;
    const floats = this.classMoves[ROOT] || this.empty[ROOT] || this.hasLiterals;
    this.floating = this.stateFor(floats ? [ROOT] : []);
    this.initial = this.stateFor(floats ? [ROOT, ANCHORED_ROOT] : [ANCHORED_ROOT]);
  }

  private hasLiterals = false;

  private step(state: DfaState, word: number, mask: number): DfaState {
    const reached: number[] = this.floating!.states.length > 0 ? [ROOT] : [];
    for (const s of state.states) {
      if (word >= 0) {
        const list = this.literalMoves.get(s, word);
        if (list >= 0) reached.push(...this.targets[list]);
      }
      const moves = this.classMoves[s];
      if (moves) for (const move of moves) if ((move.mask & mask) !== 0) reached.push(move.to);
    }
    return this.stateFor(reached);
  }

  private stateFor(seeds: readonly number[]): DfaState {
    const seen = new Set(seeds);
    for (const s of seen) for (const to of this.empty[s] ?? []) seen.add(to);
    const states = Int32Array.from(seen).sort();
    const key = states.join();
    let known = this.cache.get(key);
    if (!known) {
      const ends = [...states].flatMap((s) => this.ends[s]);
      const unique = (list: number[]) => [...new Set(list)];
      known = { states, accepts: unique(ends.filter((e) => e > 0).map((e) => e - 1)), atEnd: unique(ends.filter((e) => e < 0).map((e) => -e - 1)), next: new Map() };
      this.cache.set(key, known);
    }
    return known;
  }

  private newState(): number {
    this.classMoves.push(undefined);
    this.empty.push(undefined);
    return this.ends.push([]) - 1;
  }

  private word(hash: number, check: number): number {
    let word = this.vocabulary.get(hash, check);
    if (word === -1) {
      word = this.words++;
      this.vocabulary.set(hash, check, word);
    }
    return word;
  }

  private literal(hash: number, check: number, from: number): number {
    const word = this.word(hash, check);
    if (from === ROOT) this.hasLiterals = true;
    let list = this.literalMoves.get(from, word);
    if (list === -1) {
      list = this.targets.push([]) - 1;
      this.literalMoves.set(from, word, list);
    }
    if (this.trie.has(from)) {
      const shared = this.targets[list].find((to) => this.trie.has(to));
      if (shared !== undefined) return shared;
    }
    const to = this.newState();
    this.targets[list].push(to);
    if (this.trie.has(from)) this.trie.add(to);
    return to;
  }

  private connect(from: number, to: number): void {
    const list = this.empty[from];
    if (list) list.push(to);
    else this.empty[from] = [to];
  }

  /** Adds the states of an expression behind `from`; returns the state in which it has been read. */
  private build(expression: Expression, from: number): number {
    switch (expression.type) {
      case 'sequence':
        return expression.parts.reduce((at, part) => this.build(part, at), from);
      case 'choice': {
        const to = this.newState();
        for (const part of expression.parts) this.connect(this.build(part, from), to);
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
        return this.literal(expression.hash, expression.check, from);
      case 'class': {
        const to = this.newState();
        const move = { mask: expression.mask, to };
        const moves = this.classMoves[from];
        if (moves) moves.push(move);
        else this.classMoves[from] = [move];
        return to;
      }
    }
  }
}
