import { type QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Markup, Page, Paragraph } from '../../types.js';
import { bulletOf } from '../bullet.js';
import { type AttributeName, type Attributes, attributeNamed, NO_ATTRIBUTES } from './attributes.js';
import { PageBuilder } from './page-builder.js';

/** A page with less text than this, in code units, may keep its text in `noscript`. */
const HARDLY_ANY = 400;
/** Elements that may say something of the page in text that is none of it. */
const RAW = new Set(['title', 'script']);

/** Hears the tokeniser and tells the page's builder; knows where in the source each piece stands. */
class Reader implements TokenizerCallbacks {
  readonly builder: PageBuilder;
  /** Code units of text within `noscript`. */
  unread = 0;
  private name = '';
  private tagAt = 0;
  private attributes: Attributes = NO_ATTRIBUTES;
  private attribute: AttributeName | undefined;
  private value = '';

  constructor(
    private readonly source: string,
    readNoscript: boolean,
  ) {
    this.builder = new PageBuilder(source, readNoscript);
  }

  isInForeignContext(): boolean {
    return this.builder.tree.isForeign;
  }

  ontext(start: number, end: number): void {
    const { tree } = this.builder;
    if (tree.isSkipped) {
      if (tree.open.countOf('noscript') > 0) this.unread += end - start;
      else if (RAW.has(tree.open.top!.tag.name)) this.builder.rawText(this.source.slice(start, end));
    } else if (this.holdsText(start, end)) {
      tree.beforeText();
      this.builder.text(start, end);
    } else if (tree.open.countOf('body') > 0) this.builder.text(start, end);
  }

  ontextentity(codePoint: number, end: number): void {
    const { tree } = this.builder;
    if (tree.isSkipped) {
      this.builder.rawText(String.fromCodePoint(codePoint));
      return;
    }
    tree.beforeText();
    this.builder.character(codePoint, this.source.lastIndexOf('&', end - 1));
  }

  onopentagname(start: number, end: number): void {
    this.name = this.source.slice(start, end).toLowerCase();
    this.tagAt = start - 1;
    this.attributes = NO_ATTRIBUTES;
  }

  onattribname(start: number, end: number): void {
    this.attribute = attributeNamed(this.source, start, end);
    this.value = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.attribute !== undefined) this.value += this.source.slice(start, end);
  }

  onattribentity(codePoint: number): void {
    if (this.attribute !== undefined) this.value += String.fromCodePoint(codePoint);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    if (this.attribute === undefined) return;
    if (this.attributes === NO_ATTRIBUTES) this.attributes = {};
    this.attributes[this.attribute] ??= this.value;
  }

  onopentagend(): void {
    this.builder.tree.startTag(this.name, this.attributes, false, this.tagAt);
  }

  onselfclosingtag(): void {
    this.builder.tree.startTag(this.name, this.attributes, true, this.tagAt);
  }

  onclosetag(start: number, end: number): void {
    this.builder.tree.endTag(this.source.slice(start, end).toLowerCase(), start - 2);
  }

  onend(): void {
    this.builder.finish();
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  private holdsText(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.source.charCodeAt(at) > 32) return true;
    return false;
  }
}

function read(source: string, readNoscript: boolean): Reader {
  const reader = new Reader(source, readNoscript);
  const tokenizer = new Tokenizer({}, reader);
  tokenizer.write(source);
  tokenizer.end();
  return reader;
}

/** Lines and blank lines of all paragraphs, and the marks of items that stand in their text. */
function placeParagraphs(text: string, paragraphs: Paragraph[]): void {
  let line = 1;
  let at = 0;
  for (const [index, paragraph] of paragraphs.entries()) {
    const { start, end } = paragraph;
    paragraph.index = index;
    paragraph.blankBefore = index > 0 && start - at > 1 ? 1 : 0;
    line += index > 0 ? start - at : 0;
    paragraph.line = line;
    paragraph.lines = 1;
    for (let lf = text.indexOf('\n', start); lf >= 0 && lf < end; lf = text.indexOf('\n', lf + 1))
      paragraph.lines++;
    line += paragraph.lines - 1;
    if (paragraph.bullet === 'none') paragraph.bullet = bulletOf(text, start, end);
    at = end;
  }
}

/**
 * Reads an HTML page in one pass: its paragraphs (the text of one block each), and what its markup says of them. White space
 * is collapsed as browsers do. What is left out, and why, stands in docs/html.md.
 */
export function parseHtml(source: string): Page {
  let reader = read(source, false);
  if (reader.builder.writer.solid < HARDLY_ANY && reader.unread > reader.builder.writer.solid)
    reader = read(source, true);
  const { builder } = reader;
  const { text, runText, runSource } = builder.writer.finish();
  placeParagraphs(text, builder.paragraphs);
  const { elements, inlines } = builder;
  const stated = builder.stated.finish(text, elements);
  const markup: Markup = { format: 'html', source, elements, inlines, runText, runSource, stated };
  return { type: 'page', text, children: builder.paragraphs, markup };
}
