import type { Markup, Page, Paragraph } from '../types.js';
import { type Outline, outlineOf } from './outline.js';

/** How a form of output writes blocks. */
export interface BlockForm {
  quote: string;
  /** Marker of an item; `other` where the list right before has markers of the first sort. */
  marker(ordinal: number, other: boolean): string;
  /** A paragraph without the marks of the items and quotes around it. */
  body(paragraph: Paragraph, outline: Outline): string;
  /** Images that stand alone between two paragraphs of the page, the first of them given. */
  imagesBefore?(paragraph: Paragraph): string[];
  /** What follows the first row of a table that is written. */
  underHead?(table: number, outline: Outline): string;
}

/** Blocks in the output: all its text, and where each written paragraph stands in it. */
export interface BlockText {
  text: string;
  pieces: { index: number; at: number; end: number }[];
}

/** Deeper items and quotes are written as if they stood here: prefixes must not grow with the page. */
const MOST_NESTED = 12;

/** One page on its way out. */
class BlockWriter {
  private text = '';
  private readonly pieces: BlockText['pieces'] = [];
  /** Width of the marker of each item that was written. */
  private readonly widths = new Map<number, number>();
  private previous?: { block: number; chain: number[] };
  /** Lists whose markers are of the other sort, because they follow another list. */
  private readonly others = new Set<number>();

  constructor(
    private readonly markup: Markup,
    private readonly outline: Outline,
    private readonly form: BlockForm,
  ) {}

  /** Items and quotes around a block, the outermost first. */
  private chainOf(block: number): number[] {
    const { container, outer } = this.outline;
    const chain: number[] = [];
    for (let c = container[block]; c >= 0 && chain.length < MOST_NESTED; c = outer[c]) chain.push(c);
    return chain.reverse();
  }

  private isQuote(container: number): boolean {
    return this.markup.elements[container].tag === 'blockquote';
  }

  /** Marks before the lines that follow a block's first, for the first containers of a chain. */
  private rest(chain: readonly number[]): string {
    let out = '';
    for (const c of chain) out += this.isQuote(c) ? this.form.quote : ' '.repeat(this.widths.get(c) ?? 0);
    return out;
  }

  /** Marks before a block's first line; the innermost item gets its marker with the first block in it. */
  private first(chain: readonly number[], list: number): string {
    const item = chain.findLast((c) => !this.isQuote(c));
    let out = '';
    for (const c of chain) {
      if (this.isQuote(c)) out += this.form.quote;
      else if (c === item && !this.widths.has(c)) {
        const marker = this.form.marker(this.outline.ordinal[c], this.others.has(list));
        this.widths.set(c, marker.length);
        out += marker;
      } else out += ' '.repeat(this.widths.get(c) ?? 0);
    }
    return out;
  }

  /** Line ends and marks between two blocks: items of one list and rows of one table stand on adjacent lines. */
  private gap(block: number, chain: readonly number[], opensItem: boolean): string {
    const { previous, outline } = this;
    if (!previous) return '';
    const sameTable = outline.table[block] >= 0 && outline.table[block] === outline.table[previous.block];
    const isRow = (e: number) => this.markup.elements[e].tag === 'tr';
    if (sameTable && isRow(block) && isRow(previous.block)) return '\n';
    const list = outline.list[block];
    if (opensItem && list >= 0 && list === outline.list[previous.block]) return '\n';
    let common = 0;
    while (common < chain.length && chain[common] === previous.chain[common]) common++;
    return `\n${this.rest(chain.slice(0, common)).trimEnd()}\n`;
  }

  write(paragraph: Paragraph, under = ''): void {
    const block = paragraph.block ?? -1;
    const chain = block < 0 ? [] : this.chainOf(block);
    const item = chain.findLast((c) => !this.isQuote(c));
    const list = block < 0 ? -1 : this.outline.list[block];
    const before = this.previous && this.previous.block >= 0 ? this.outline.list[this.previous.block] : -1;
    if (list >= 0 && before >= 0 && list !== before && !this.others.has(before)) this.others.add(list);
    const opensItem = item !== undefined && !this.widths.has(item);
    if (block >= 0 || this.previous) this.text += this.gapOrBlank(block, chain, opensItem);
    this.text += this.first(chain, list);
    const at = this.text.length;
    const rest = this.rest(chain);
    const lines = this.form.body(paragraph, this.outline) + under;
    this.text += rest === '' ? lines : lines.replaceAll('\n', `\n${rest}`);
    this.pieces.push({ index: paragraph.index, at, end: this.text.length });
    this.previous = { block, chain };
  }

  private gapOrBlank(block: number, chain: readonly number[], opensItem: boolean): string {
    if (!this.previous) return '';
    return block < 0 || this.previous.block < 0 ? '\n\n' : this.gap(block, chain, opensItem);
  }

  writeAlone(text: string): void {
    this.text += `${this.previous ? '\n\n' : ''}${text}`;
    this.previous = { block: -1, chain: [] };
  }

  finish(): BlockText {
    return { text: this.text === '' ? '' : `${this.text}\n`, pieces: this.pieces };
  }
}

/** Writes the kept paragraphs of a page with markup: items with their markers, nested as they stand, one blank line between blocks. */
export function compileBlocks(page: Page, keep: (index: number) => boolean, form: BlockForm): BlockText {
  const markup = page.markup as Markup;
  const outline = outlineOf(markup.elements);
  const writer = new BlockWriter(markup, outline, form);
  const heads = new Set<number>();
  let before = false;
  for (const paragraph of page.children) {
    const kept = keep(paragraph.index);
    if (form.imagesBefore && (kept || before))
      for (const image of form.imagesBefore(paragraph)) writer.writeAlone(image);
    before = kept;
    if (!kept) continue;
    const block = paragraph.block ?? -1;
    const table = block >= 0 && markup.elements[block].tag === 'tr' ? outline.table[block] : -1;
    const isHead = table >= 0 && !heads.has(table);
    if (isHead) heads.add(table);
    writer.write(paragraph, isHead ? form.underHead?.(table, outline) : '');
  }
  return writer.finish();
}
