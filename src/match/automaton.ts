import { Token, type Tokens } from '../parse/tokens.js';
import type { Expression } from './expression.js';
import { ANCHORED_ROOT, type Anchors, NFA_TABLES, type Nfa, NfaBuilder, ROOT } from './nfa.js';
import { PairTable } from './pair-table.js';
import type { Vocabulary } from './vocabulary.js';

/** The deterministic state in which nothing has begun: most tokens of most pages are read in it. */
const FLOATING = 0;
const OWN_BITS = 3;
const OWN = 1 << OWN_BITS;
/** Past so much the cache starts anew: memory stays bounded whatever the text. */
const MAX_TRANSITIONS = 1 << 19;
const MAX_MEMBERS = 1 << 22;

/**
 * Many expressions over tokens as one automaton, made deterministic as texts need it (lazy subset construction, as in
 * RE2). A token costs one look-up however many expressions there are, and nothing is ever tried twice: time is linear in
 * the text.
 */
export class Automaton {
  private builder?: NfaBuilder;
  private nfa?: Nfa;
  /** NFA states from which anything can be read, or in which anything ends: the others need not be remembered. */
  private useful = new Uint8Array(0);
  /** NFA states that every set holds, left out of the sets. */
  private root: number[] = [];
  private inRoot = new Uint8Array(0);
  private stamp = new Int32Array(0);
  private turn = 0;
  private readonly reached: number[] = [];
  /** One class bit of each group. */
  private bits: number[] = [];
  private symbols = new Int32Array(0);

  /** Of each deterministic state: its set of NFA states, the expressions that end in it, and those that do so at the end. */
  private readonly sets: number[][] = [];
  private readonly accepts: (number[] | undefined)[] = [];
  private readonly atEnd: (number[] | undefined)[] = [];
  /** `OWN` integers a state: bits of the words on which it may lead elsewhere than `FLOATING` does, several words a bit. */
  private ownWords = new Int32Array(OWN * 256);
  /** Bits of the groups of classes on which it may. */
  private readonly ownGroups: number[] = [];
  private members = 0;
  private readonly states = new PairTable(256);
  private readonly transitions = new PairTable(1024);
  /** Where each symbol leads from `FLOATING`. */
  private floatingRow = new Int32Array(0);
  private initial = FLOATING;

  /** @param marks whether punctuation is read, or passed over. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly marks: boolean,
  ) {}

  /** Adds an expression and returns its number. */
  add(expression: Expression, anchors: Anchors): number {
    this.builder ??= new NfaBuilder(this.vocabulary);
    this.nfa = undefined;
    return this.builder.add(expression, anchors);
  }

  /**
   * Reads tokens `from .. to - 1` and adds to `found` each expression that ends in them and the token with which it ends,
   * in the order of the ends. An expression that can end in several ways is found at each of its ends.
   * @param numbers number of each token's word, as `Vocabulary.numbersOf` gives it.
   */
  run({ kind, category }: Tokens, numbers: Int32Array, from: number, to: number, found: number[]): void {
    if (!this.nfa) this.begin((this.builder ?? new NfaBuilder(this.vocabulary)).flat());
    const { marks, transitions, floatingRow, accepts, ownGroups, symbols } = this;
    const { groups } = this.nfa!;
    const groupCount = this.bits.length;
    let { ownWords, initial: state } = this;
    let last = -1;
    for (let i = from; i < to; i++) {
      if (!marks && kind[i] >= Token.Punctuation) continue;
      last = i;
      const word = symbols[numbers[i] + 1];
      const group = groups[category[i]];
      const symbol = word * groupCount + group;
      const words = ownWords[(state << OWN_BITS) | (word & (OWN - 1))] >> (word >> OWN_BITS);
      const own = words | (ownGroups[state] >> group);
      const next = own & 1 ? transitions.get(state, symbol) : floatingRow[symbol];
      if (next >= 0) state = next;
      else {
        state = this.step(state, symbol);
        ownWords = this.ownWords;
      }
      const ends = accepts[state];
      if (ends) for (const expression of ends) found.push(expression, i);
    }
    const ends = this.atEnd[state];
    if (ends && last >= 0) for (const expression of ends) found.push(expression, last);
  }

  /** The automaton as flat arrays, for `restore`: building it from phrases takes a start longer than cleaning a page. */
  dump(): Int32Array[] {
    const nfa = (this.builder ?? new NfaBuilder(this.vocabulary)).flat();
    return NFA_TABLES.map((name) => nfa[name]);
  }

  /** Makes this empty automaton the dumped one. Nothing can be added to it any more. */
  restore(tables: Int32Array[]): void {
    this.begin(Object.fromEntries(NFA_TABLES.map((name, i) => [name, tables[i]])) as unknown as Nfa);
  }

  private begin(nfa: Nfa): void {
    const states = nfa.endFrom.length - 1;
    this.nfa = nfa;
    this.bits = [];
    nfa.groups.forEach((group, category) => {
      this.bits[group] = 1 << category;
    });
    this.stamp = new Int32Array(states);
    this.useful = new Uint8Array(states);
    for (const from of [nfa.wordFrom, nfa.classFrom, nfa.endFrom])
      for (let s = 0; s < states; s++) if (from[s + 1] > from[s]) this.useful[s] = 1;
    this.inRoot = new Uint8Array(states);
    this.root = [...this.closure([ROOT])];
    for (const s of this.root) this.inRoot[s] = 1;
    this.symbols = new Int32Array(this.vocabulary.size + 1);
    this.symbols.set(nfa.symbols);
    this.floatingRow = new Int32Array(
      (nfa.symbols.reduce((a, b) => Math.max(a, b), 0) + 1) * this.bits.length,
    );
    this.forget();
  }

  private forget(): void {
    for (const list of [this.sets, this.accepts, this.atEnd, this.ownGroups]) list.length = 0;
    this.members = 0;
    this.states.clear();
    this.transitions.clear();
    this.floatingRow.fill(-1);
    this.stateOf([]);
    this.initial = this.stateOf(this.closure([ANCHORED_ROOT]));
  }

  /** Where a symbol leads, looked up in the NFA and noted. */
  private step(state: number, symbol: number): number {
    if (this.transitions.size > MAX_TRANSITIONS || this.members > MAX_MEMBERS) {
      const set = this.sets[state];
      this.forget();
      return this.step(this.stateOf(set), symbol);
    }
    let afresh = this.floatingRow[symbol];
    if (afresh < 0) {
      afresh = this.stateOf(this.closure(this.read(this.root, symbol, [])));
      this.floatingRow[symbol] = afresh;
    }
    if (state === FLOATING) return afresh;
    const targets = this.read(this.sets[state], symbol, []);
    const next = targets.length === 0 ? afresh : this.stateOf(this.closure(targets, this.sets[afresh]));
    this.transitions.set(state, symbol, next);
    return next;
  }

  /** Adds to `targets` where a symbol leads from any of some NFA states. */
  private read(states: readonly number[], symbol: number, targets: number[]): number[] {
    const { wordFrom, word: words, wordTo, classFrom, mask, classTo } = this.nfa!;
    const word = Math.floor(symbol / this.bits.length);
    const bit = this.bits[symbol % this.bits.length];
    for (const s of states) {
      let low = wordFrom[s];
      const end = wordFrom[s + 1];
      for (let high = end; low < high; ) {
        const middle = (low + high) >> 1;
        if (words[middle] < word) low = middle + 1;
        else high = middle;
      }
      for (; low < end && words[low] === word; low++) targets.push(wordTo[low]);
      for (let i = classFrom[s]; i < classFrom[s + 1]; i++) if (mask[i] & bit) targets.push(classTo[i]);
    }
    return targets;
  }

  /** The useful states among some and all that they reach without reading, those of the root left out, in order. */
  private closure(seeds: number[], closed: readonly number[] = []): number[] {
    const { stamp, useful, inRoot, reached } = this;
    const { emptyFrom, emptyTo } = this.nfa!;
    const turn = ++this.turn;
    reached.length = 0;
    for (const s of closed) {
      stamp[s] = turn;
      reached.push(s);
    }
    for (let s = seeds.pop(); s !== undefined; s = seeds.pop()) {
      if (stamp[s] === turn) continue;
      stamp[s] = turn;
      if (useful[s] && !inRoot[s]) reached.push(s);
      for (let i = emptyFrom[s]; i < emptyFrom[s + 1]; i++) seeds.push(emptyTo[i]);
    }
    return reached.sort((a, b) => a - b);
  }

  /** The deterministic state of a set. */
  private stateOf(set: readonly number[]): number {
    let a = set.length;
    let b = 5381;
    for (const s of set) {
      a = Math.imul(a ^ s, 0x01000193);
      b = Math.imul(b, 33) ^ s;
    }
    const known = this.states.get(a, b);
    if (known >= 0 && same(this.sets[known], set)) return known;
    const { endFrom, end } = this.nfa!;
    const accepts = new Set<number>();
    const atEnd = new Set<number>();
    for (const s of set)
      for (let i = endFrom[s]; i < endFrom[s + 1]; i++)
        if (end[i] > 0) accepts.add(end[i] - 1);
        else atEnd.add(-end[i] - 1);
    const state = this.sets.push([...set]) - 1;
    this.accepts.push(accepts.size > 0 ? [...accepts] : undefined);
    this.atEnd.push(atEnd.size > 0 ? [...atEnd] : undefined);
    this.noteMoves(state, set);
    this.members += set.length + 1;
    this.states.set(a, b, state);
    return state;
  }

  private noteMoves(state: number, set: readonly number[]): void {
    const { wordFrom, word, classFrom, mask } = this.nfa!;
    const at = state * OWN;
    if (at === this.ownWords.length) {
      const grown = new Int32Array(at * 2);
      grown.set(this.ownWords);
      this.ownWords = grown;
    }
    this.ownWords.fill(0, at, at + OWN);
    let classes = 0;
    for (const s of set) {
      for (let i = wordFrom[s]; i < wordFrom[s + 1]; i++)
        this.ownWords[at | (word[i] & (OWN - 1))] |= 1 << (word[i] >> OWN_BITS);
      for (let i = classFrom[s]; i < classFrom[s + 1]; i++) classes |= mask[i];
    }
    this.ownGroups.push(this.bits.reduce((own, bit, group) => (classes & bit ? own | (1 << group) : own), 0));
  }
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
