import { unitsOf } from '../../parse/units.js';
import type { Page } from '../../types.js';

/** Letters whose small form is another letter's, too. */
const TWINS = ['\u212a', '\u212b', '\u2126'];

/**
 * Lists of keywords, looked for in one pass in letters of any size: one automaton over characters (Aho and Corasick, CACM
 * 18(6), 1975), all of whose moves stand in one table.
 */
export class KeywordIndex {
  /** Column of each unit, capitals with their small letters; those no keyword has share column 0. */
  private readonly columns = new Uint16Array(0x10000);
  private width = 1;
  /** Where each row leads by column: to the beginning of another row; its complement where a keyword ends. */
  private readonly moves: Int32Array;
  /** Lists of which a keyword ends in a row. */
  private readonly ends = new Map<number, number[]>();
  /** Paragraph in which a keyword of each list was last found. */
  private readonly seen: Int32Array;

  /** @param lists keywords in small letters. */
  constructor(lists: readonly (readonly string[])[]) {
    this.seen = new Int32Array(lists.length);
    for (const text of lists.flat()) for (const char of text.split('')) this.addColumn(char);
    const children: Map<number, number>[] = [new Map()];
    const ends: number[][] = [[]];
    lists.forEach((keywords, list) => {
      for (const text of keywords) {
        let state = 0;
        for (let i = 0; i < text.length; i++) {
          const column = this.columns[text.charCodeAt(i)];
          const known = children[state].get(column);
          if (known === undefined) ends.push([]);
          const next = known ?? children.push(new Map()) - 1;
          children[state].set(column, next);
          state = next;
        }
        ends[state].push(list);
      }
    });
    this.moves = new Int32Array(children.length * this.width);
    this.link(children, ends);
  }

  private addColumn(char: string): void {
    if (this.columns[char.charCodeAt(0)] > 0) return;
    for (const form of [char, char.toUpperCase(), ...TWINS])
      if (form.length === 1 && form.toLowerCase() === char) this.columns[form.charCodeAt(0)] = this.width;
    this.width++;
  }

  /** Fills the table level by level: a state does what the longest of its ends that is a state does, but for its own moves. */
  private link(children: readonly ReadonlyMap<number, number>[], ends: readonly number[][]): void {
    const { moves, width } = this;
    const fails = [0];
    const order = [0];
    for (const state of order) {
      const row = state * width;
      const fail = fails[state] * width;
      if (state > 0) moves.copyWithin(row, fail, fail + width);
      for (const [column, next] of children[state]) {
        const elsewhere = moves[row + column];
        fails[next] = state === 0 ? 0 : (elsewhere < 0 ? ~elsewhere : elsewhere) / width;
        ends[next].push(...ends[fails[next]]);
        const target = next * width;
        if (ends[next].length > 0) this.ends.set(target, ends[next]);
        moves[row + column] = ends[next].length > 0 ? ~target : target;
        order.push(next);
      }
    }
  }

  /** Calls `found` with each list and paragraph that has one of its keywords, once. */
  find({ text, children }: Page, found: (list: number, paragraph: number) => void): void {
    const { columns, moves, ends, seen } = this;
    const units = unitsOf(text);
    seen.fill(-1);
    for (let p = 0; p < children.length; p++) {
      const { start, end } = children[p];
      let row = 0;
      for (let at = start; at < end; at++) {
        row = moves[row + columns[units[at]]];
        if (row >= 0) continue;
        row = ~row;
        for (const list of ends.get(row)!) {
          if (seen[list] === p) continue;
          seen[list] = p;
          found(list, p);
        }
      }
    }
  }
}
