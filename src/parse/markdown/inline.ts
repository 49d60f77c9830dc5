import type { Definitions } from './definitions.js';
import { type InlineNode, InlineScanner } from './inline-nodes.js';
import type { PageWriter } from './page-writer.js';

/** The text of a block with its lines' marks taken off, and where each line of it stands in the source. */
export interface BlockText {
  text: string;
  /** Offset in `text` and in the source of each line. */
  starts: readonly number[];
  sources: readonly number[];
  /** What is done at the end of each line but the last. */
  atBreak(line: number): void;
  /** Whether a bracket that is not closed in the block is closed, as a link, by a block after it. */
  closesAhead(): boolean;
}

/** Writes a block's text: marks go, their stretches are noted. */
class InlineWriter {
  private line = 0;
  private readonly open: number[] = [];
  private links = 0;
  /** Images that are open: what stands in them can only be read where they cannot be seen. */
  private images = 0;
  private alt = '';

  constructor(
    private readonly writer: PageWriter,
    private readonly block: BlockText,
  ) {}

  write(nodes: readonly InlineNode[]): void {
    let at = 0;
    for (const node of nodes) {
      if (node.start < at) continue;
      this.plain(at, node.start);
      this.node(node);
      at = node.end;
    }
    this.plain(at, this.block.text.length);
    while (this.open.length > 0) this.closeTop();
  }

  private sourceOf(offset: number): number {
    const { starts, sources } = this.block;
    while (this.line + 1 < starts.length && starts[this.line + 1] <= offset) this.line++;
    return sources[this.line] + offset - starts[this.line];
  }

  private put(piece: string, offset: number): void {
    if (this.images > 0) this.alt += piece;
    else this.writer.write(piece, this.sourceOf(offset));
  }

  private plain(from: number, to: number): void {
    if (from >= to) return;
    const text = this.block.text.slice(from, to);
    // Where something was left out between two spaces, one is enough.
    const skip = this.images === 0 && this.writer.endsInSpace ? text.length - text.trimStart().length : 0;
    if (skip < text.length) this.put(text.slice(skip), from + skip);
  }

  private closeTop(): void {
    this.writer.closeInline(this.open.pop() as number);
  }

  private node(node: InlineNode): void {
    const { kind, start, end } = node;
    if (kind === 'replaced') this.put(node.text as string, start);
    else if (kind === 'break') this.lineBreak(start);
    else if (kind === 'code') this.code(start, end);
    else if (kind === 'url') this.url(node);
    else if (kind === 'delimiters') this.delimiters(node);
    else if (kind === 'bracket') this.put(this.block.text.slice(start, end), start);
    else if (kind === 'open-block') this.openBlock(node);
    else if (kind === 'close-block') this.closeBlock(node);
    else if (kind === 'open') this.openLink(node);
    else if (kind === 'close') this.closeLink(node);
    else if (kind === 'image') this.closeInlineImage(node.target as string, '');
  }

  private lineBreak(start: number): void {
    if (this.images > 0) this.alt += ' ';
    else {
      this.sourceOf(start);
      this.block.atBreak(this.line);
    }
  }

  private code(start: number, end: number): void {
    const { text } = this.block;
    let ticks = 0;
    while (text[start + ticks] === '`') ticks++;
    let from = start + ticks;
    let to = end - ticks;
    const padded = /^[ \n].*[^ \n].*[ \n]$/s.test(text.slice(from, to));
    if (padded) {
      from++;
      to--;
    }
    const number = this.images > 0 ? -1 : this.writer.openInline({ kind: 'code' });
    let at = from;
    for (const line of text.slice(from, to).split('\n')) {
      if (at > from) this.put(' ', at - 1);
      this.put(line, at);
      at += line.length + 1;
    }
    if (number >= 0) this.writer.closeInline(number);
  }

  private url({ start, end, target }: InlineNode): void {
    const isLink = this.links === 0 && this.images === 0;
    const number = isLink ? this.writer.openInline({ kind: 'link', target }) : -1;
    this.put(this.block.text.slice(start, end), start);
    if (isLink) this.writer.closeInline(number);
  }

  private delimiters({ run }: InlineNode): void {
    if (!run) return;
    const visible = this.images === 0;
    for (let k = 0; k < run.closes && visible && this.open.length > 0; k++) this.closeTop();
    if (run.low < run.high) this.put(this.block.text.slice(run.low, run.high), run.low);
    for (let k = run.opens.length - 1; k >= 0 && visible; k--)
      this.open.push(this.writer.openInline({ kind: run.opens[k] }));
  }

  // Marks of a link around blocks stand in no paragraph's slice: half a link is none.
  private openBlock({ start, end }: InlineNode): void {
    if (this.images > 0 || !this.block.closesAhead()) {
      this.put(this.block.text.slice(start, end), start);
      return;
    }
    this.writer.openBlockLink();
    if (this.isLast(end)) this.writer.endSource(this.sourceOf(start));
    else this.writer.startSource(this.sourceOf(start), this.sourceOf(end));
  }

  private closeBlock({ start, end, target }: InlineNode): void {
    if (!this.writer.closeBlockLink(target as string)) this.put(this.block.text.slice(start, end), start);
    else if (this.isLast(end)) this.writer.endSource(this.sourceOf(start));
  }

  private isLast(offset: number): boolean {
    return /^\s*$/.test(this.block.text.slice(offset));
  }

  private openLink({ isImage, target, definition }: InlineNode): void {
    if (isImage) {
      this.images++;
      return;
    }
    if (this.images > 0) return;
    this.links++;
    this.open.push(
      this.writer.openInline({ kind: 'link', target, ...(definition !== undefined && { definition }) }),
    );
  }

  private closeLink(node: InlineNode): void {
    if (node.isImage) {
      this.images--;
      if (this.images === 0) {
        this.closeInlineImage(node.target ?? '', this.alt, node.definition);
        this.alt = '';
      }
    } else if (this.images === 0) {
      this.links--;
      this.closeTop();
    }
  }

  private closeInlineImage(target: string, alt: string, definition?: number): void {
    if (this.images > 0) return;
    this.writer.openInline({
      kind: 'image',
      target,
      ...(alt.trim() !== '' && { alt: alt.trim() }),
      ...(definition !== undefined && { definition }),
    });
  }
}

/** Writes the text of one block into the page. */
export function writeInline(writer: PageWriter, block: BlockText, definitions: Definitions): void {
  new InlineWriter(writer, block).write(new InlineScanner(block.text, definitions).scan());
}
