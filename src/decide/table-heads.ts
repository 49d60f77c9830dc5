import type { Page } from '../types.js';

/** Numbers of the head rows that must stay because a row of their table does: without its head a table says little. */
export function keptTableHeads({ children, markup }: Page, keeps: (p: number) => boolean): Set<number> {
  const heads = new Set<number>();
  if (!markup) return heads;
  const { elements } = markup;
  const headRows = new Set<number>();
  for (const { tag, parent } of elements) if (tag === 'th' && parent >= 0) headRows.add(parent);
  if (headRows.size === 0) return heads;
  /** The table whose head was met last, and the paragraph that is it. */
  let table = -1;
  let head = -1;
  for (const { index, block } of children) {
    if (block === undefined || elements[block].tag !== 'tr') continue;
    let around = elements[block].parent;
    while (around >= 0 && elements[around].tag !== 'table' && elements[around].tag !== 'tr')
      around = elements[around].parent;
    if (around !== table) {
      table = around;
      head = headRows.has(block) ? index : -1;
    } else if (head >= 0 && keeps(index) && !keeps(head)) heads.add(head);
  }
  return heads;
}
