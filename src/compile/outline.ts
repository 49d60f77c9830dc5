import type { MarkupElement } from '../types.js';

const HEADING = /^h[1-6]$/;
const NONE = -1;

/** Blocks that stand around each element, by its number; -1 where none does. An element stands in itself. */
export interface Outline {
  /** Innermost item or quote. */
  container: Int32Array;
  /** What the container's own parent stands in. */
  outer: Int32Array;
  /** Outermost list. */
  list: Int32Array;
  table: Int32Array;
  heading: Int32Array;
  pre: Int32Array;
  /** Number that an item of an ordered list bears; -1 for other items. */
  ordinal: Int32Array;
  /** Cells of each row of a table that has some. */
  cells: ReadonlyMap<number, number[]>;
  /** Cells of the longest row of each table. */
  columns: ReadonlyMap<number, number>;
}

/** Finds them in one pass: parents stand before their children. */
export function outlineOf(elements: readonly MarkupElement[]): Outline {
  const make = () => new Int32Array(elements.length).fill(NONE);
  const [container, outer, list, table, heading, pre, ordinal] = [1, 2, 3, 4, 5, 6, 7].map(make);
  const row = make();
  const counted = make();
  const cells = new Map<number, number[]>();
  elements.forEach(({ tag, parent, ordinal: said }, e) => {
    const of = (blocks: Int32Array) => (parent < 0 ? NONE : blocks[parent]);
    const isList = tag === 'ul' || tag === 'ol' || tag === 'menu';
    outer[e] = of(container);
    container[e] = tag === 'li' || tag === 'blockquote' ? e : of(container);
    list[e] = of(list) >= 0 ? of(list) : isList ? e : NONE;
    table[e] = tag === 'table' ? e : of(table);
    row[e] = tag === 'tr' ? e : tag === 'table' ? NONE : of(row);
    heading[e] = HEADING.test(tag) ? e : of(heading);
    pre[e] = tag === 'pre' ? e : of(pre);
    if (tag === 'li' && parent >= 0 && elements[parent].tag === 'ol') {
      counted[parent] = said ?? Math.max(0, counted[parent]) + 1;
      ordinal[e] = counted[parent];
    }
    if ((tag === 'td' || tag === 'th') && row[e] >= 0) {
      const before = cells.get(row[e]);
      if (before) before.push(e);
      else cells.set(row[e], [e]);
    }
  });
  const columns = new Map<number, number>();
  for (const [r, { length }] of cells) columns.set(table[r], Math.max(length, columns.get(table[r]) ?? 0));
  return { container, outer, list, table, heading, pre, ordinal, cells, columns };
}
