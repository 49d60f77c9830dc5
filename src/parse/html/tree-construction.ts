import { type Attributes, isStyledAsBlock, isUnshown, NO_ATTRIBUTES } from './attributes.js';
import { type OpenElement, OpenElements } from './open-elements.js';
import { BREAKS_OUT, HEAD_TAGS, HOLDS_HTML, type Tag, tagOf } from './tags.js';

/** What is told of elements as they begin and end; a void element only begins. */
export interface ElementSink {
  enter(frame: OpenElement): void;
  leave(frame: OpenElement): void;
  /** An inline mark ends before the blocks in it do; `leave` comes for it later. */
  endMark(frame: OpenElement): void;
  /** A void element, at an offset of the source. */
  point(tag: Tag, attributes: Attributes, at: number, skipped: boolean): void;
  /** A stray `</p>`: a paragraph with nothing in it. */
  emptyParagraph(): void;
}

/** Inline marks that wait to be opened again; more than this are not nested on purpose. */
const MOST_WAITING = 8;

/**
 * Turns tags as they are written into elements that nest, by the rules of the HTML standard that show in a page's text:
 * implied ends, scopes, misnested inline marks, foreign content. Elements are not moved: what stands wrongly in a table is
 * read where it stands.
 */
export class TreeConstruction {
  readonly open = new OpenElements();
  private waiting: OpenElement[] = [];

  constructor(
    private readonly sink: ElementSink,
    private readonly readNoscript: boolean,
  ) {}

  /** Whether tags are those of `svg` or `math`. */
  get isForeign(): boolean {
    const top = this.open.top;
    return top?.foreign === true && !HOLDS_HTML.has(top.tag.name);
  }

  /** Whether text is none of the page's. */
  get isSkipped(): boolean {
    return this.open.top?.skipped === true;
  }

  startTag(name: string, attributes: Attributes, selfClosing: boolean, at: number): void {
    const { open } = this;
    if (this.isForeign) {
      if (!BREAKS_OUT.has(name)) {
        this.push(tagOf(name), attributes, true);
        if (selfClosing) this.popTo(open.frames.length - 1);
        return;
      }
      while (open.top?.foreign) this.leaveTop();
    }
    const tag = tagOf(name);
    if (this.ignoresStart(name, attributes)) return;
    this.beginBody(name);
    this.closeImplied(tag);
    if (tag.isVoid) {
      this.sink.point(tag, attributes, at, this.isSkipped);
      return;
    }
    this.push(tag, attributes, name === 'svg' || name === 'math');
    if (selfClosing && (name === 'svg' || name === 'math')) this.leaveTop();
    else if (tag.flow === 2 || tag.flow === 1) this.reopen();
  }

  endTag(name: string, at: number): void {
    const { open } = this;
    const place = open.lastOf(name);
    if (name === 'p') this.endParagraph();
    else if (name === 'br') this.sink.point(tagOf(name), NO_ATTRIBUTES, at, this.isSkipped);
    else if (name === 'html' || name === 'body') return;
    else if (HEADING.test(name)) this.popInScope(open.last('heading'));
    else if (place < 0) this.waiting = this.waiting.filter(({ tag }) => tag.name !== name);
    else if (open.frames[place].tag.special) this.endSpecial(name, place);
    else if (place > open.last('special')) this.popTo(place, true);
    else if (open.frames[place].tag.formatting && place > open.last('scope'))
      this.sink.endMark(open.end(place));
  }

  /** Text is about to come that is not white space. */
  beforeText(): void {
    this.beginBody('');
    if (this.waiting.length > 0) this.reopen();
  }

  /** The document is over. */
  finish(): void {
    while (this.open.top) this.leaveTop();
  }

  private push(tag: Tag, attributes: Attributes, foreign: boolean): void {
    const parent = this.open.top;
    const unshown = isUnshown(tag.name, attributes);
    const flow = this.flowOf(tag, attributes);
    const frame: OpenElement = {
      tag,
      attributes,
      flow,
      // What a line does not show is no part of it; a hidden block may be a page that waits for its script.
      skipped: parent?.skipped === true || this.isSkippedTag(tag, attributes) || (unshown && flow === 0),
      hidden: parent?.hidden === true || unshown || attributes['aria-hidden'] === 'true',
      foreign,
      ended: false,
      element: -1,
      owns: false,
      inline: -1,
      ordinal: ordinalOf(tag, attributes, parent),
      linkedBefore: 0,
    };
    this.open.push(frame);
    this.sink.enter(frame);
  }

  private isSkippedTag({ name, skipped }: Tag, { shadowrootmode }: Attributes): boolean {
    if (name === 'noscript') return !this.readNoscript;
    return skipped && !(name === 'template' && shadowrootmode !== undefined);
  }

  private flowOf(tag: Tag, attributes: Attributes): 0 | 1 | 2 {
    if (tag.flow === 'outsideP') return this.isInProse() ? 0 : 1;
    // A list within a list stands without blank lines.
    if (LIST.test(tag.name) && this.open.countOf('li') > 0) return 1;
    if (tag.flow === 0 && isStyledAsBlock(attributes) && !this.isInProse()) return 1;
    return tag.flow;
  }

  private isInProse(): boolean {
    return this.open.lastOf('p') > -1 && this.open.lastOf('p') === this.open.lastBlock;
  }

  private ignoresStart(name: string, attributes: Attributes): boolean {
    if (name !== 'html' && name !== 'body' && name !== 'head') return false;
    if (name === 'head') return this.open.countOf('body') > 0 || this.open.countOf('head') > 0;
    const place = this.open.lastOf(name);
    if (place < 0) return false;
    const frame = this.open.frames[place];
    if (frame.element < 0) frame.attributes = { ...attributes, ...frame.attributes };
    return true;
  }

  /** Ends the head and begins the body where a page leaves that to the browser. */
  private beginBody(name: string): void {
    const { open } = this;
    if (HEAD_TAGS.has(name) || open.countOf('body') > 0) return;
    if (open.last('scope') > open.lastOf('html') || open.top?.skipped) return;
    if (open.countOf('head') > 0) this.popTo(open.lastOf('head'));
    if (name !== 'body' && name !== 'frameset') this.push(tagOf('body'), NO_ATTRIBUTES, false);
  }

  private closeImplied(tag: Tag): void {
    const { open } = this;
    const { name } = tag;
    if (name === 'li') this.closeItem(open.lastOf('li'));
    else if (name === 'dd' || name === 'dt') this.closeItem(Math.max(open.lastOf('dd'), open.lastOf('dt')));
    else if (name === 'a' && open.lastOf('a') > open.last('scope')) this.endTag('a', 0);
    else if (name === 'button') this.popInScope(open.lastOf('button'));
    else if (name === 'select' || name === 'input' || name === 'textarea')
      this.popInScope(open.lastOf('select'));
    else if (name === 'td' || name === 'th' || name === 'tr' || SECTION.test(name))
      this.closeTableParts(name);
    if (tag.closesP) this.closeP(true);
    if (HEADING.test(name) && open.top && HEADING.test(open.top.tag.name)) this.leaveTop();
  }

  private closeItem(place: number): void {
    if (place >= 0 && place >= this.open.last('listBarrier')) this.popTo(place);
  }

  private closeTableParts(name: string): void {
    const { open } = this;
    const table = open.lastOf('table');
    const parts = [open.lastOf('caption')];
    if (name !== 'td' && name !== 'th') parts.push(open.lastOf('tr'));
    if (SECTION.test(name)) parts.push(open.last('section'));
    parts.push(open.last('cell'));
    const within = parts.filter((place) => place > table);
    if (within.length > 0) this.popTo(Math.min(...within));
  }

  private endParagraph(): void {
    if (!this.closeP(false)) this.sink.emptyParagraph();
  }

  /** Ends an open `p`. Inline marks that were open in it go on in what follows; a link only into the block that ended it. */
  private closeP(byBlock: boolean): boolean {
    const { open } = this;
    const place = open.lastOf('p');
    if (place < 0 || place < open.last('buttonScope')) return false;
    this.popTo(place, true, byBlock);
    return true;
  }

  private endSpecial(name: string, place: number): void {
    const { open } = this;
    if (name === 'form' && open.last('special') > place) return;
    if (name === 'li' && place < Math.max(open.lastOf('ul'), open.lastOf('ol'))) return;
    if (name === 'table' || TABLE_PART.test(name)) {
      if (place >= open.lastOf('table')) this.popTo(place);
    } else this.popInScope(place);
  }

  private popInScope(place: number): void {
    if (place >= 0 && place >= this.open.last('scope')) this.popTo(place);
  }

  private popTo(place: number, keepMarks = false, keepLinks = false): void {
    const { frames } = this.open;
    const marks: OpenElement[] = [];
    while (frames.length > place) {
      const frame = this.leaveTop();
      const goesOn = keepMarks && frames.length > place && frame.tag.formatting && !frame.ended;
      if (goesOn && (keepLinks || frame.tag.name !== 'a') && marks.length < MOST_WAITING) marks.push(frame);
    }
    if (marks.length > 0) this.waiting = [...marks.reverse(), ...this.waiting].slice(0, MOST_WAITING);
  }

  private reopen(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const { tag, attributes } of waiting) this.push(tag, attributes, false);
  }

  private leaveTop(): OpenElement {
    const frame = this.open.pop();
    this.sink.leave(frame);
    return frame;
  }
}

/** The number of an item, which moves its list's on; of a list, where it starts; else -1. */
function ordinalOf({ name }: Tag, { start, value }: Attributes, parent: OpenElement | undefined): number {
  if (name === 'ol') return numberOf(start) ?? 1;
  if (name !== 'li' || parent?.tag.name !== 'ol') return -1;
  const ordinal = numberOf(value) ?? parent.ordinal;
  parent.ordinal = ordinal + 1;
  return ordinal;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,9}/.test(text) ? Number.parseInt(text, 10) : undefined;
}

const HEADING = /^h[1-6]$/;
const LIST = /^(?:ul|ol|menu|dir)$/;
const SECTION = /^(?:tbody|thead|tfoot)$/;
const TABLE_PART = /^(?:tr|td|th|tbody|thead|tfoot|caption)$/;
