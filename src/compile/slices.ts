import type { Markup, Page, Paragraph } from '../types.js';
import type { Comparison, Piece } from './comparison.js';
import { type Outline, outlineOf } from './outline.js';
import { atMostOneBlank, indentation, lineEndAt } from './text.js';

/** A stretch of the source that stays. */
interface Part {
  start: number;
  end: number;
  /** Innermost block of a paragraph, -1 for what is none. */
  block: number;
}

/** Link reference definitions that the kept paragraphs use. */
function usedDefinitions({ inlines, definitions }: Markup, kept: readonly Paragraph[]): Part[] {
  const used = new Set<number>();
  let p = 0;
  for (const { start, definition } of inlines) {
    while (p < kept.length && kept[p].end < start) p++;
    if (definition !== undefined && p < kept.length && kept[p].start <= start) used.add(definition);
  }
  return [...used].map((number) => ({ ...definitions![number], block: -1 }));
}

/** Images that are blocks of their own and stand next to a paragraph that stays. */
function keptImages(
  { inlines }: Markup,
  children: readonly Paragraph[],
  keep: (index: number) => boolean,
): Part[] {
  const parts: Part[] = [];
  let p = 0;
  for (const { start, sourceStart, sourceEnd } of inlines) {
    if (sourceStart === undefined || sourceEnd === undefined) continue;
    while (p < children.length && children[p].start <= start) p++;
    const beside = (p > 0 && keep(p - 1)) || (p < children.length && keep(p));
    if (beside) parts.push({ start: sourceStart, end: sourceEnd, block: -1 });
  }
  return parts;
}

/** Joins stretches of Markdown so that lists, quotes and tables stay what they are. */
class SliceJoiner {
  /** Indentation of the first part of each list that stays: its items move left by that much. */
  private readonly bases = new Map<number, number>();
  private before?: Part;

  constructor(
    private readonly source: string,
    private readonly markup: Markup,
    private readonly outline: Outline,
  ) {}

  private tagOf({ block }: Part): string | undefined {
    return this.markup.elements[block]?.tag;
  }

  private indentOf(part: Part): string {
    const indent = indentation(this.source, part.start);
    const list = part.block < 0 ? -1 : this.outline.list[part.block];
    if (list < 0 || this.tagOf(part) === 'pre') return indent;
    const base = this.bases.get(list) ?? indent.length;
    this.bases.set(list, base);
    return indent.slice(Math.min(base, indent.length));
  }

  /** Whether two parts are rows of one table or items of one list: no blank line may or need stand between them. */
  private isTight(a: Part, b: Part): boolean {
    if (a.block < 0 || b.block < 0) return false;
    const { table, list } = this.outline;
    const both = (tag: string) => this.tagOf(a) === tag && this.tagOf(b) === tag;
    if (both('tr')) return table[a.block] === table[b.block];
    return both('li') && a.block !== b.block && list[a.block] === list[b.block];
  }

  /** What stands before a part in the output. */
  separator(part: Part): string {
    const { source, before } = this;
    this.before = part;
    if (!before) return this.indentOf(part);
    const between = source.slice(before.end, part.start);
    if (!between.includes('\n') && /^\s*$/.test(between)) return between;
    const lineEnd = lineEndAt(source, before.end);
    const indent = this.indentOf(part);
    // Where a list moved left, its paragraphs no longer end where their indentation did.
    const moved = part.block >= 0 && (this.bases.get(this.outline.list[part.block]) ?? 0) > 0;
    if (moved || !/^[\s>]*$/.test(between))
      return lineEnd.repeat(this.isTight(before, part) ? 1 : 2) + indent;
    const last = between.lastIndexOf('\n') + 1;
    // A part that begins within its line, behind a mark of quote or item, keeps that.
    const rest = /^\s*$/.test(between.slice(last)) ? indent : between.slice(last);
    return atMostOneBlank(between.slice(0, last)) + rest;
  }
}

/**
 * Cuts the kept paragraphs of a Markdown page out of it, with the marks that make them blocks: each an exact slice. Link
 * reference definitions stay where a kept paragraph uses them, images that stand alone where `images` asks for them.
 */
export function compileSlices(
  page: Page,
  keep: (index: number) => boolean,
  images: boolean,
): { text: string; comparison: Comparison } {
  const markup = page.markup as Markup;
  const { source } = markup;
  const kept = page.children.filter(({ index }) => keep(index));
  const parts: Part[] = kept.map(({ sourceStart = 0, sourceEnd = 0, block = -1 }) => ({
    start: sourceStart,
    end: sourceEnd,
    block,
  }));
  if (kept.length > 0) parts.push(...usedDefinitions(markup, kept));
  if (images) parts.push(...keptImages(markup, page.children, keep));
  parts.sort((a, b) => a.start - b.start);
  const joiner = new SliceJoiner(source, markup, outlineOf(markup.elements));
  const pieces: Piece[] = [];
  let text = '';
  let last = 0;
  for (const part of parts) {
    text += joiner.separator(part);
    pieces.push({ at: text.length, start: part.start, end: part.end });
    text += source.slice(part.start, part.end);
    last = part.end;
  }
  return {
    text: text === '' ? '' : text + lineEndAt(source, last),
    comparison: { before: source, pieces, starts: page.children.map(({ sourceStart = 0 }) => sourceStart) },
  };
}
