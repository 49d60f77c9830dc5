import type { Tokens } from '../../parse/tokens.js';
import { Automaton } from '../automaton.js';
import { parseShape } from './shape-syntax.js';

/** All shapes of a rule set as one automaton; a shape is that of a whole paragraph, punctuation and all. */
export class ShapeIndex {
  private readonly automaton = new Automaton(true);

  private restored?: number;

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

  /** Numbers of the shapes that tokens `from .. to - 1` have. */
  match(text: string, tokens: Tokens, from: number, to: number): number[] {
    const found = new Set<number>();
    this.automaton.run(text, tokens, from, to, (shape) => found.add(shape));
    return [...found];
  }
}
