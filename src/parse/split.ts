import type { Page, Paragraph } from '../types.js';
import { sourceCut } from './source-range.js';

/**
 * Cuts paragraphs in parts, which are paragraphs of their own.
 * @param cutsOf offsets at which parts of a paragraph begin, beside its own; ascending.
 * @returns the page with the parts, or undefined where nothing was cut.
 */
export function splitParagraphs(
  page: Page,
  cutsOf: (paragraph: Paragraph) => readonly number[],
): Page | undefined {
  const children: Paragraph[] = [];
  for (const paragraph of page.children) {
    const cuts = cutsOf(paragraph);
    if (cuts.length === 0) {
      const index = children.length;
      children.push(index === paragraph.index ? paragraph : { ...paragraph, index });
      continue;
    }
    const edges = [paragraph.start, ...cuts, paragraph.end];
    let line = paragraph.line;
    for (let k = 0; k + 1 < edges.length; k++) {
      if (k > 0) line += countLineFeeds(page.text, edges[k - 1], edges[k]);
      children.push({
        ...paragraph,
        index: children.length,
        start: edges[k],
        end: trimEnd(page.text, edges[k], edges[k + 1]),
        ...(k > 0 && { part: true, blankBefore: 0, bullet: 'none' as const, line }),
        ...sourceOf(page, paragraph, edges, k),
      });
    }
  }
  return children.length === page.children.length ? undefined : { ...page, children };
}

function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Looks no further than it must: a search in all of the text would be quadratic. */
const countLineFeeds = (text: string, start: number, end: number): number =>
  text.slice(start, end).split('\n').length - 1;

/** The slice of a Markdown source that a part of a paragraph is. */
function sourceOf(page: Page, { sourceStart, sourceEnd }: Paragraph, edges: readonly number[], k: number) {
  if (sourceStart === undefined) return {};
  return {
    sourceStart: k > 0 ? sourceCut(page, edges[k]).start : sourceStart,
    sourceEnd: k + 2 < edges.length ? sourceCut(page, edges[k + 1]).end : sourceEnd,
  };
}
