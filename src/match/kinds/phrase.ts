import { Token, type Tokens } from '../../parse/tokens.js';
import { Automaton } from '../automaton.js';
import { parsePhrase } from './phrase-syntax.js';

/** Where a phrase list was found in a paragraph: first and last token of all its matches, and the words they cover. */
export interface PhraseFind {
  owner: number;
  first: number;
  last: number;
  words: number;
}

/** A phrase by itself: asked only where the common automaton has found it, for where it begins. */
interface Single {
  owner: number;
  source: string;
  alone?: Automaton;
}

/** All phrase lists of a rule set in one automaton; each list has an owner number. */
export class PhraseIndex {
  private readonly automaton = new Automaton(false);
  private readonly phrases: Single[] = [];
  private owners = 0;
  private restored = false;

  /** Number of phrases in the automaton. */
  get size(): number {
    return this.phrases.length;
  }

  /** Adds a list of phrases and returns its owner number. Throws `PhraseSyntaxError`. */
  addList(phrases: readonly string[]): number {
    const owner = this.owners++;
    for (const source of phrases) {
      if (this.restored) {
        this.phrases.push({ owner, source });
        continue;
      }
      const { expression, atStart, atEnd } = parsePhrase(source);
      this.phrases[this.automaton.add(expression, { atStart, atEnd })] = { owner, source };
    }
    return owner;
  }

  dump(): Int32Array[] {
    return this.automaton.dump();
  }

  /** Takes a dumped automaton; the same lists must then be added in the same order, and are not read again. */
  restore(tables: Int32Array[]): void {
    this.automaton.restore(tables);
    this.restored = true;
  }

  /** Finds the lists that speak in tokens `from .. to - 1`, one find an owner. */
  find(text: string, tokens: Tokens, from: number, to: number): PhraseFind[] {
    const finds: PhraseFind[] = [];
    this.automaton.run(text, tokens, from, to, (number, last) => {
      const phrase = this.phrases[number];
      const known = finds.find((find) => find.owner === phrase.owner);
      const first = this.beginning(phrase, number, text, tokens, from, last);
      if (known) extend(known, first, last, tokens);
      else finds.push({ owner: phrase.owner, first, last, words: wordsIn(tokens, first, last) });
    });
    return finds;
  }

  /** The nearest token at which a match of the phrase that ends at `last` begins. */
  private beginning(
    phrase: Single,
    number: number,
    text: string,
    tokens: Tokens,
    from: number,
    last: number,
  ): number {
    if (!phrase.alone) {
      phrase.alone = new Automaton(false);
      phrase.alone.add(parsePhrase(phrase.source).expression, { atStart: true, atEnd: true });
    }
    let words = 0;
    for (let first = last; first >= from && words < this.automaton.longest(number); first--) {
      if (tokens.kind[first] >= Token.Punctuation) continue;
      words++;
      let matched = false;
      phrase.alone.run(text, tokens, first, last + 1, () => {
        matched = true;
      });
      if (matched) return first;
    }
    return last;
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
