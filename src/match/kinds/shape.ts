import type { Tokens } from '../../parse/tokens.js';
import { Automaton } from '../automaton.js';
import { parseShape } from './shape-syntax.js';

/** All shapes of a rule set as one automaton; a shape is that of a whole paragraph, punctuation and all. */
export class ShapeIndex {
  private readonly automaton = new Automaton(true);

  /** Adds a shape and returns its number. Throws `ShapeSyntaxError`. */
  add(source: string): number {
    return this.automaton.add(parseShape(source), { atStart: true, atEnd: true });
  }

  /** Numbers of the shapes that tokens `from .. to - 1` have. */
  match(text: string, tokens: Tokens, from: number, to: number): number[] {
    const found: number[] = [];
    this.automaton.run(text, tokens, from, to, (shape) => found.push(shape));
    return found;
  }
}
