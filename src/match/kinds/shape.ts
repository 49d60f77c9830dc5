import type { Tokens } from '../../parse/tokens.js';
import { Automaton } from '../automaton.js';
import type { Vocabulary } from '../vocabulary.js';
import { parseShape } from './shape-syntax.js';

/** All shapes of a rule set as one automaton; a shape is that of a whole paragraph, punctuation and all. */
export class ShapeIndex {
  private readonly automaton: Automaton;
  private restored?: number;
  private readonly ends: number[] = [];
  private readonly shapes: number[] = [];

  constructor(vocabulary: Vocabulary) {
    this.automaton = new Automaton(vocabulary, true);
  }

  dump(): Int32Array[] {
    return this.automaton.dump();
  }

  /** Takes a dumped automaton; the same shapes must then be added in the same order, and are not read again. */
  restore(tables: Int32Array[]): void {
    this.automaton.restore(tables);
    this.restored = 0;
  }

  /** Adds a shape and returns its number. Throws `ShapeSyntaxError`. */
  add(source: string): number {
    if (this.restored !== undefined) return this.restored++;
    const { expression, atStart, atEnd } = parseShape(source);
    return this.automaton.add(expression, { atStart, atEnd });
  }

  /** Numbers of the shapes that tokens `from .. to - 1` have. The list is good until the next call. */
  match(tokens: Tokens, words: Int32Array, from: number, to: number): readonly number[] {
    const { ends, shapes } = this;
    ends.length = shapes.length = 0;
    this.automaton.run(tokens, words, from, to, ends);
    for (let i = 0; i < ends.length; i += 2) if (!shapes.includes(ends[i])) shapes.push(ends[i]);
    return shapes;
  }
}
