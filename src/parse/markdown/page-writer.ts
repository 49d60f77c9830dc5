import type { Bullet, Inline, Markup, MarkupElement, Page, Paragraph } from '../../types.js';

/** Where a paragraph stands in the source and among its neighbours. */
export interface ParagraphPlace {
  sourceStart: number;
  sourceEnd: number;
  /** Source line on which it begins, from 1. */
  line: number;
  lines: number;
  /** Paragraphs of one group (a list, a table, one block's lines) stand on adjacent lines. */
  group: number;
  indent: number;
  bullet: Bullet;
}

type Element = { -readonly [K in keyof MarkupElement]: MarkupElement[K] };

const NO_GROUP = -1;
const SPACE = /\s/;

/** Gathers the rendered text of a page, its elements and marks, and where each piece of text comes from. */
export class PageWriter {
  private readonly parts: string[] = [];
  private length = 0;
  private readonly children: Paragraph[] = [];
  private readonly elements: Element[] = [];
  private readonly open: number[] = [];
  private readonly inlines: Inline[] = [];
  private readonly runText: number[] = [];
  private readonly runSource: number[] = [];
  private lastGroup = NO_GROUP;

  private place?: ParagraphPlace;
  private base = 0;
  private text = '';
  private firstRun = 0;
  private firstInline = 0;
  private blockLink?: { inline: number; child: number };

  constructor(private readonly source: string) {}

  /** How many paragraphs there are. */
  get paragraphs(): number {
    return this.children.length;
  }

  /** Offset in the page's text at which the next character will stand. */
  get offset(): number {
    return this.place ? this.base + this.text.length : this.length;
  }

  /** Whether the open paragraph ends in white space. */
  endsInSpace = false;

  openElement(tag: string, ordinal?: number): number {
    const number = this.elements.length;
    this.elements.push({
      tag,
      parent: this.open.at(-1) ?? -1,
      tokens: [],
      start: this.place ? this.offset : -1,
      end: 0,
      linked: 0,
      hidden: false,
      ...(ordinal !== undefined && { ordinal }),
    });
    this.open.push(number);
    return number;
  }

  closeElement(): void {
    const element = this.elements[this.open.pop() as number];
    element.end = this.offset;
    if (element.start < 0) element.start = element.end;
    if (element.parent >= 0) this.elements[element.parent].linked += element.linked;
  }

  beginParagraph(place: ParagraphPlace): void {
    const gap = this.length === 0 ? 0 : place.group === this.lastGroup ? 1 : 2;
    this.place = place;
    this.base = this.length + gap;
    this.text = '';
    this.endsInSpace = false;
    this.firstRun = this.runText.length;
    this.firstInline = this.inlines.length;
  }

  /** Adds text that stands one to one in the source from an offset on. */
  write(piece: string, source: number): void {
    if (this.text === '') {
      const trimmed = piece.trimStart();
      source += piece.length - trimmed.length;
      piece = trimmed;
    }
    if (piece === '') return;
    const at = this.offset;
    const last = this.runText.length - 1;
    if (last < this.firstRun || this.runSource[last] + at - this.runText[last] !== source) {
      this.runText.push(at);
      this.runSource.push(source);
    }
    this.text += piece;
    this.endsInSpace = SPACE.test(piece[piece.length - 1]);
  }

  /** Begins a mark; returns its number for `closeInline`. */
  openInline(inline: Omit<Inline, 'start' | 'end'>): number {
    const at = this.offset;
    return this.inlines.push({ ...inline, start: at, end: at }) - 1;
  }

  closeInline(number: number): void {
    const inline = this.inlines[number];
    inline.end = Math.max(inline.start, this.offset);
    if (inline.kind === 'link' && this.open.length > 0)
      this.elements[this.open[this.open.length - 1]].linked += inline.end - inline.start;
  }

  /** Lets the open paragraph's slice begin behind a mark that it began with. */
  startSource(from: number, to: number): void {
    if (this.place?.sourceStart === from) this.place.sourceStart = to;
  }

  /** Lets the open paragraph's slice end before a mark. */
  endSource(offset: number): void {
    if (!this.place || offset <= this.place.sourceStart) return;
    let end = offset;
    while (end > this.place.sourceStart + 1 && SPACE.test(this.source[end - 1])) end--;
    this.place.sourceEnd = end;
  }

  /** Begins a link that holds blocks. */
  openBlockLink(): void {
    this.blockLink = { inline: this.openInline({ kind: 'link' }), child: this.children.length };
  }

  /** Ends it; false where none is open. */
  closeBlockLink(target: string): boolean {
    if (!this.blockLink) return false;
    const { inline, child } = this.blockLink;
    this.blockLink = undefined;
    const link = this.inlines[inline];
    link.target = target;
    link.start = Math.max(link.start, this.children[child]?.start ?? 0);
    link.end = Math.max(link.start, this.offset);
    for (let p = child; p < this.children.length; p++) {
      const { block, start, end } = this.children[p];
      const linked = Math.min(end, link.end) - Math.max(start, link.start);
      // Elements that are closed have told their parents already.
      for (let e = block ?? -1; e >= 0 && linked > 0; e = this.elements[e].parent) {
        this.elements[e].linked += linked;
        if (this.open.includes(e)) break;
      }
    }
    return true;
  }

  /** Ends the open paragraph, whose source may be known only now. One without text is none; images in it stay, as blocks. */
  endParagraph(sourceEnd?: number): void {
    const { place } = this;
    if (!place) return;
    if (sourceEnd !== undefined) place.sourceEnd = sourceEnd;
    const text = this.text.trimEnd();
    this.place = undefined;
    if (text === '') {
      this.runText.length = this.firstRun;
      this.runSource.length = this.firstRun;
      this.placeImages(place);
      return;
    }
    const end = this.base + text.length;
    for (let i = this.firstInline; i < this.inlines.length; i++) {
      this.inlines[i].start = Math.min(this.inlines[i].start, end);
      this.inlines[i].end = Math.min(this.inlines[i].end, end);
    }
    const { group, ...rest } = place;
    const gap = this.base - this.length;
    for (let k = this.open.length - 1; k >= 0 && this.elements[this.open[k]].start < 0; k--)
      this.elements[this.open[k]].start = this.base;
    this.children.push({
      type: 'paragraph',
      index: this.children.length,
      start: this.base,
      end,
      blankBefore: Math.max(0, gap - 1),
      ...(this.open.length > 0 && { block: this.open[this.open.length - 1] }),
      ...rest,
    });
    this.parts.push('\n'.repeat(gap), text);
    this.length = end;
    this.lastGroup = group;
  }

  private placeImages({ sourceStart, sourceEnd }: ParagraphPlace): void {
    let first = true;
    for (let i = this.firstInline; i < this.inlines.length; i++) {
      const inline = this.inlines[i];
      // A link that goes on behind this block keeps its place.
      if (i !== this.blockLink?.inline) inline.start = inline.end = this.length;
      else inline.start = this.length;
      // The first image stands for the block: its slice of the source holds all of them.
      if (inline.kind === 'image' && first) {
        Object.assign(inline, { sourceStart, sourceEnd });
        first = false;
      }
    }
  }

  /** The page that was written. */
  finish(definitions: Markup['definitions']): Page {
    this.endParagraph();
    while (this.open.length > 0) this.closeElement();
    return {
      type: 'page',
      text: this.parts.join(''),
      children: this.children,
      markup: {
        format: 'markdown',
        source: this.source,
        elements: this.elements,
        inlines: this.inlines,
        runText: Uint32Array.from(this.runText),
        runSource: Uint32Array.from(this.runSource),
        ...(definitions && definitions.length > 0 && { definitions }),
      },
    };
  }
}
