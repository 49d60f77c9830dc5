import type { Bullet, Inline, MarkupElement, Paragraph } from '../../types.js';
import { type Attributes, imageSource } from './attributes.js';
import { createNameTokens } from './name-tokens.js';
import type { OpenElement } from './open-elements.js';
import { StatedCollector } from './stated.js';
import { TableRows } from './table-rows.js';
import type { Tag } from './tags.js';
import { TextWriter } from './text-writer.js';
import { type ElementSink, TreeConstruction } from './tree-construction.js';

/** Deeper elements are none of their own, as in browsers: whoever walks up from a paragraph has an end in sight. */
const MOST_DEPTH = 512;
/** Columns that an item of a list is indented for each list it stands in. */
const INDENT = 2;

/** Makes paragraphs, elements and inline marks of the elements and text it is told. */
export class PageBuilder implements ElementSink {
  readonly elements: MarkupElement[] = [];
  readonly inlines: Inline[] = [];
  readonly paragraphs: Paragraph[] = [];
  readonly writer: TextWriter;
  readonly tree: TreeConstruction;
  readonly stated = new StatedCollector();
  private readonly tables = new TableRows(this.paragraphs);
  private readonly nameTokens = createNameTokens();
  /** Images between paragraphs: they go with the next one. */
  private images: Inline[] = [];
  /** First open element that has no text yet. */
  private firstFresh = 0;
  private openLinks = 0;
  private raw = '';
  private linked = 0;
  /** Where the paragraph or link that is being written begins: separators before it are not linked. */
  private linkedFrom = 0;
  private next: { block: number; bullet: Bullet; indent: number } = { block: -1, bullet: 'none', indent: 0 };

  constructor(source: string, readNoscript: boolean) {
    this.tree = new TreeConstruction(this, readNoscript);
    this.writer = new TextWriter(
      source,
      (at, beginsParagraph) => this.begin(at, beginsParagraph),
      (start, end) => this.addParagraph(start, end),
    );
  }

  /** Text of the page, as it stands in the source. */
  text(from: number, to: number): void {
    const before = this.writer.solid;
    this.writer.write(from, to);
    if (this.openLinks > 0) this.countLinked(before);
  }

  /** A character that a reference at `from` stands for. */
  character(codePoint: number, from: number): void {
    const before = this.writer.solid;
    this.writer.writeCodePoint(codePoint, from);
    if (this.openLinks > 0) this.countLinked(before);
  }

  /** Text that is none of the page's, some of which says something of it. */
  rawText(text: string): void {
    const { top } = this.tree.open;
    if (top && isRaw(top)) this.raw += text;
  }

  enter(frame: OpenElement): void {
    this.raw = '';
    if (frame.skipped) return;
    this.stated.enter(frame.tag.name, frame.attributes);
    if (frame.flow > 0) this.writer.endParagraph(frame.flow);
    if (frame.tag.preformatted) this.writer.preformatted++;
    if (isLink(frame)) this.openLinks++;
    this.tables.enter(frame);
    this.writer.fresh = true;
  }

  leave(frame: OpenElement): void {
    if (isRaw(frame)) this.stated.raw(frame.tag.name, this.raw);
    if (frame.skipped) return;
    if (frame.flow > 0) this.writer.endParagraph(frame.flow);
    if (frame.tag.preformatted) this.writer.preformatted--;
    if (!frame.ended) this.endMark(frame);
    this.firstFresh = Math.min(this.firstFresh, this.tree.open.frames.length);
    const end = this.writer.solid;
    if (frame.owns) {
      const element = this.elements[frame.element];
      element.end = end;
      element.linked = this.linked - frame.linkedBefore;
      this.stated.leave(frame);
    }
    this.tables.leave(frame, this.writer);
  }

  endMark(frame: OpenElement): void {
    if (frame.skipped) return;
    if (isLink(frame)) this.openLinks--;
    if (frame.inline >= 0) this.inlines[frame.inline].end = this.writer.solid;
  }

  point({ name }: Tag, attributes: Attributes, at: number, skipped: boolean): void {
    if (skipped) return;
    this.stated.point(name, attributes);
    if (name === 'br') this.writer.lineBreak(at);
    else if (name === 'hr') this.writer.endParagraph(2);
    else if (name === 'img') this.addImage(attributes);
  }

  emptyParagraph(): void {
    this.writer.endParagraph(2);
  }

  finish(): void {
    this.tree.finish();
    this.writer.endParagraph(1);
    const end = this.writer.solid;
    for (const image of this.images) this.inlines.push({ ...image, start: end, end });
  }

  private countLinked(before: number): void {
    this.linked += Math.max(0, this.writer.solid - Math.max(before, this.linkedFrom));
  }

  /** The first character in all elements that have none yet, or in a paragraph. */
  private begin(at: number, beginsParagraph: boolean): void {
    const { frames } = this.tree.open;
    const item = this.tree.open.lastOf('li');
    const beginsItem = item >= this.firstFresh;
    for (; this.firstFresh < frames.length; this.firstFresh++) this.beginElement(this.firstFresh, at);
    if (!beginsParagraph) return;
    this.linkedFrom = at;
    const { open } = this.tree;
    const block = open.lastBlock;
    const lists = open.countOf('ul') + open.countOf('ol') + open.countOf('menu') + open.countOf('dir');
    const numbered = open.lastOf('ol') > Math.max(open.lastOf('ul'), open.lastOf('menu'), open.lastOf('dir'));
    this.next = {
      block: block < 0 ? -1 : frames[block].element,
      bullet: beginsItem && item >= 0 ? (numbered ? 'number' : 'mark') : 'none',
      indent: (lists + open.countOf('blockquote') + open.countOf('dd')) * INDENT,
    };
    for (const image of this.images) this.inlines.push({ ...image, start: at, end: at });
    this.images = [];
  }

  private beginElement(place: number, at: number): void {
    const { frames } = this.tree.open;
    const frame = frames[place];
    const parent = place > 0 ? frames[place - 1].element : -1;
    frame.linkedBefore = this.linked;
    if (isLink(frame)) this.linkedFrom = at;
    const { tag, attributes } = frame;
    const tokens = this.nameTokens(attributes);
    frame.owns =
      place < MOST_DEPTH && (frame.flow > 0 || tag.name === 'a' || tag.name === 'time' || tokens.length > 0);
    frame.element = frame.owns ? this.elements.length : parent;
    if (frame.owns)
      this.elements.push({
        tag: tag.name,
        parent,
        tokens,
        start: at,
        end: at,
        linked: 0,
        hidden: frame.hidden,
        ...(tag.name === 'li' && frame.ordinal >= 0 && { ordinal: frame.ordinal }),
      });
    if (tag.inline === undefined || (tag.inline === 'link' && attributes.href === undefined)) return;
    frame.inline = this.inlines.length;
    this.inlines.push({
      kind: tag.inline,
      start: at,
      end: at,
      ...(tag.inline === 'link' && { target: attributes.href!.trim() }),
    });
  }

  private addParagraph(start: number, end: number): void {
    const { block, bullet, indent } = this.next;
    this.paragraphs.push({
      type: 'paragraph',
      index: this.paragraphs.length,
      line: 1,
      start,
      end,
      blankBefore: 0,
      indent,
      bullet,
      lines: 1,
      ...(block >= 0 && { block }),
    });
  }

  private addImage(attributes: Attributes): void {
    const target = imageSource(attributes);
    // A point is no picture: it counts readers.
    if (!target || attributes.width === '1' || attributes.height === '1') return;
    const at = this.writer.solid;
    const image: Inline = {
      kind: 'image',
      start: at,
      end: at,
      target,
      ...(attributes.alt && { alt: attributes.alt }),
    };
    (this.writer.isOpen ? this.inlines : this.images).push(image);
  }
}

/** Whether an element's text is kept for what it says of the page. */
function isRaw({ tag: { name }, attributes: { type }, foreign }: OpenElement): boolean {
  if (name === 'title') return !foreign;
  return name === 'script' && type !== undefined && /^\s*application\/ld\+json/i.test(type);
}

function isLink({ tag, attributes }: OpenElement): boolean {
  return tag.name === 'a' && attributes.href !== undefined;
}
