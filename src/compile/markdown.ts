import type { Inline, Page, Paragraph } from '../types.js';
import { type BlockText, compileBlocks } from './blocks.js';
import { InlineCursor, imageMarkdown, inlineMarkdown } from './inline-markdown.js';
import type { Outline } from './outline.js';

/** What of a page goes into Markdown beside its kept text. */
export interface MarkdownOptions {
  /** Images stay where text beside them stays. */
  images: boolean;
  /** What relative targets are relative to. */
  base?: string;
  /** Line ends in a paragraph are a scraper's, and become spaces. */
  joinLines?: boolean;
}

/** A fenced block; the fence is longer than any run of its character in the code. */
function fenced(code: string): string {
  let fence = '```';
  for (const run of code.match(/`{3,}/g) ?? []) if (run.length >= fence.length) fence = `${run}\``;
  return `${fence}\n${code}\n${fence}`;
}

function delimiterRow(columns: number): string {
  return `\n|${' --- |'.repeat(columns)}`;
}

/** Writes the kept paragraphs of a page with markup as Markdown (CommonMark with GFM's tables). */
export function compileMarkdown(
  page: Page,
  keep: (index: number) => boolean,
  { images, base, joinLines }: MarkdownOptions,
): BlockText {
  const { text, markup } = page;
  const inlines = markup?.inlines ?? [];
  const elements = markup?.elements ?? [];
  const cursor = new InlineCursor(inlines);
  const alone = new AloneImages(page, base);
  const inline = (start: number, end: number, rest: { inCell?: boolean; oneLine?: boolean }) =>
    inlineMarkdown(text, start, end, cursor.within(start, end), { images, base, ...rest });
  const cellsOf = (block: number, outline: Outline) => outline.cells.get(block) ?? [];

  const row = ({ start, end }: Paragraph, block: number, outline: Outline) => {
    const cells = cellsOf(block, outline).map((cell) => ({
      start: Math.min(end, Math.max(start, elements[cell].start)),
      end: Math.max(start, Math.min(end, elements[cell].end)),
    }));
    const parts = cells.length > 0 ? cells : [{ start, end }];
    const texts = parts.map((cell) => inline(cell.start, cell.end, { inCell: true, oneLine: true }));
    // A row of more cells than the head has would lose them.
    while (texts.length < (outline.columns.get(outline.table[block]) ?? 1)) texts.push('');
    return `| ${texts.join(' | ')} |`;
  };
  return compileBlocks(page, keep, {
    quote: '> ',
    marker: (ordinal, other) => (ordinal >= 0 ? `${ordinal}${other ? ')' : '.'} ` : other ? '* ' : '- '),
    body(paragraph, outline) {
      const { start, end, block = -1 } = paragraph;
      if (block >= 0 && outline.pre[block] >= 0) return fenced(text.slice(start, end));
      if (block >= 0 && elements[block].tag === 'tr') return row(paragraph, block, outline);
      const heading = block >= 0 ? outline.heading[block] : -1;
      if (heading < 0) return inline(start, end, { oneLine: joinLines });
      // Number signs at the end would be read as the heading's own.
      const title = inline(start, end, { oneLine: true }).replace(/(?<=^|\s)#+$/, '\\$&');
      return `${'#'.repeat(Number(elements[heading].tag[1]))} ${title}`;
    },
    underHead: (table, outline) => delimiterRow(outline.columns.get(table) ?? 1),
    ...(images && { imagesBefore: (paragraph: Paragraph) => alone.before(paragraph) }),
  });
}

/** Images between paragraphs, handed out in order. */
class AloneImages {
  private next = 0;
  private readonly images: Inline[];

  constructor(
    { markup, children }: Page,
    private readonly base: string | undefined,
  ) {
    let p = 0;
    this.images = (markup?.inlines ?? []).filter(({ kind, start }) => {
      if (kind !== 'image') return false;
      while (p < children.length && children[p].end <= start) p++;
      return p >= children.length || start <= children[p].start;
    });
  }

  before({ start }: Paragraph): string[] {
    const out: string[] = [];
    for (; this.next < this.images.length && this.images[this.next].start <= start; this.next++) {
      const image = imageMarkdown(this.images[this.next], this.base);
      if (image) out.push(image);
    }
    return out;
  }
}
