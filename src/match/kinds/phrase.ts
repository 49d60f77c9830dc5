import { Token, type Tokens } from '../../parse/tokens.js';
import { Automaton } from '../automaton.js';
import { beginnings, wordBefore } from '../beginnings.js';
import { type Expression, longest, shortest } from '../expression.js';
import type { Vocabulary } from '../vocabulary.js';
import { parsePhrase } from './phrase-syntax.js';

/** Where a phrase list was found in a paragraph: first and last token of all its matches, and the words they cover. */
export interface PhraseFind {
  owner: number;
  first: number;
  last: number;
  words: number;
}

interface Phrase {
  owner: number;
  source: string;
  /** Read when a place is first found where it may end. */
  parsed?: { expression: Expression; atStart: boolean };
}

const NONE: readonly PhraseFind[] = [];
const HAS_BEFORE = 1;
const HAS_AFTER = 2;

/** Length of a phrase that has not one length. */
const VARIES = 0;

/**
 * All phrase lists of a rule set in one automaton; each list has an owner number. What stands between the gaps of a
 * phrase goes in as pieces: open gaps by the dozen would multiply the automaton's states. Where a last piece ends
 * after the others, the phrase is read backwards from there.
 */
export class PhraseIndex {
  private readonly automaton: Automaton;
  private readonly phrases: Phrase[] = [];
  /** Phrase of each piece; pieces of one phrase follow one another. */
  private pieces: number[] = [];
  /** Words of each phrase, or `VARIES`. */
  private lengths: number[] = [];
  private owners = 0;
  private restored = false;
  /** Of each piece whether others of its phrase stand before and after it: most ends are those of such pieces. */
  private places = new Uint8Array(0);
  /** Paragraph in which each piece was last seen, as the number of the call. */
  private seen = new Uint32Array(0);
  private call = 0;
  private readonly ends: number[] = [];

  constructor(vocabulary: Vocabulary) {
    this.automaton = new Automaton(vocabulary, false);
  }

  /** Number of phrases in the automaton. */
  get size(): number {
    return this.phrases.length;
  }

  /** Adds a list of phrases and returns its owner number. Throws `PhraseSyntaxError`. */
  addList(phrases: readonly string[]): number {
    const owner = this.owners++;
    for (const source of phrases) {
      const number = this.phrases.push({ owner, source }) - 1;
      if (!this.restored) this.build(number, source);
    }
    return owner;
  }

  private build(number: number, source: string): void {
    const { expression, pieces, atStart, atEnd } = parsePhrase(source);
    const length = longest(expression);
    this.lengths.push(length === shortest(expression) ? length : VARIES);
    pieces.forEach((piece, i) => {
      this.automaton.add(piece, { atStart: atStart && i === 0, atEnd: atEnd && i === pieces.length - 1 });
      this.pieces.push(number);
    });
  }

  dump(): Int32Array[] {
    return [Int32Array.from(this.pieces), Int32Array.from(this.lengths), ...this.automaton.dump()];
  }

  /** Takes a dumped automaton; the same lists must then be added in the same order, and are not read again. */
  restore([pieces, lengths, ...tables]: Int32Array[]): void {
    this.pieces = [...pieces];
    this.lengths = [...lengths];
    this.automaton.restore(tables);
    this.restored = true;
  }

  /**
   * Finds the lists that speak in tokens `from .. to - 1`, one find an owner.
   * @param words number of each token's word, as `Vocabulary.numbersOf` gives it.
   */
  find(tokens: Tokens, words: Int32Array, from: number, to: number): readonly PhraseFind[] {
    const { ends, pieces } = this;
    ends.length = 0;
    this.automaton.run(tokens, words, from, to, ends);
    if (ends.length === 0) return NONE;
    if (this.places.length < pieces.length) this.placePieces();
    const { seen, places } = this;
    const call = ++this.call;
    const finds: PhraseFind[] = [];
    for (let i = 0; i < ends.length; i += 2) {
      const piece = ends[i];
      const place = places[piece];
      if ((place & HAS_BEFORE) !== 0 && seen[piece - 1] !== call) continue;
      if ((place & HAS_AFTER) !== 0) {
        seen[piece] = call;
        continue;
      }
      const last = ends[i + 1];
      const number = pieces[piece];
      const first = this.beginning(number, tokens, from, last);
      if (first < 0) continue;
      const { owner } = this.phrases[number];
      const known = finds.find((find) => find.owner === owner);
      if (known) extend(known, first, last, tokens);
      else finds.push({ owner, first, last, words: wordsIn(tokens, first, last) });
    }
    return finds;
  }

  private placePieces(): void {
    const { pieces } = this;
    this.seen = new Uint32Array(pieces.length);
    this.places = Uint8Array.from(
      pieces,
      (phrase, i) =>
        (i > 0 && pieces[i - 1] === phrase ? HAS_BEFORE : 0) |
        (i + 1 < pieces.length && pieces[i + 1] === phrase ? HAS_AFTER : 0),
    );
  }

  /** The nearest token at which a match of the phrase that ends at `last` begins, or -1. */
  private beginning(number: number, tokens: Tokens, from: number, last: number): number {
    if (this.lengths[number] !== VARIES) {
      let first = last;
      for (let left = this.lengths[number] - 1; left > 0; left--) first = wordBefore(tokens, from, first);
      return first;
    }
    const phrase = this.phrases[number];
    phrase.parsed ??= parsePhrase(phrase.source);
    const { expression, atStart } = phrase.parsed;
    const found = beginnings(expression, tokens, from, [last + 1]);
    const holds = atStart ? found.some((first) => wordBefore(tokens, from, first) < 0) : found.length > 0;
    return holds ? Math.max(...found) : -1;
  }
}

function wordsIn(tokens: Tokens, first: number, last: number): number {
  let words = 0;
  for (let i = first; i <= last; i++) if (tokens.kind[i] < Token.Punctuation) words++;
  return words;
}

function extend(find: PhraseFind, first: number, last: number, tokens: Tokens): void {
  // Matches come ordered by their ends: what lies behind the last one noted is new.
  find.words +=
    wordsIn(tokens, Math.max(first, find.last + 1), last) +
    wordsIn(tokens, first, Math.min(last, find.first - 1));
  find.first = Math.min(find.first, first);
  find.last = Math.max(find.last, last);
}
