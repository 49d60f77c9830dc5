import type { Definitions } from './definitions.js';
import { type Leaf, LeafWriter } from './leaf.js';
import { Line } from './line.js';
import {
  cellsOf,
  closesFence,
  fenceOf,
  headingLevel,
  isDelimiterRow,
  isRule,
  itemMarker,
  opensHtml,
  underlineLevel,
} from './marks.js';
import type { PageWriter } from './page-writer.js';

/** Deeper quotes and lists are read as text: each line is held against all blocks that it may stand in. */
const MOST_NESTED = 48;
/** A longer text above a line of dashes is no heading but a paragraph above a rule. */
const MOST_HEADING = 200;
const ENDS_WITH_BLANK = /^<(?!!--|[?]|!\[CDATA|(?:script|pre|style|textarea)\b)/i;
const HTML_CLOSERS: [RegExp, RegExp][] = [
  [/^<!--/, /-->/],
  [/^<[?]/, /[?]>/],
  [/^<(?:script|pre|style|textarea)\b/i, /<\/(?:script|pre|style|textarea)>/i],
];

interface Container {
  kind: 'quote' | 'list' | 'item';
  element: number;
  /** Columns that an item's lines are indented by. */
  columns: number;
  /** What a list's markers are. */
  sort: string;
}

/** Reads a page line by line into nested blocks (CommonMark 0.31, appendix), and hands each finished one on. */
export class BlockReader {
  private readonly containers: Container[] = [];
  private leaf?: Leaf;
  private readonly leafWriter: LeafWriter;
  /** Start of a line that opened a quote or an item and held nothing more. */
  private opened = -1;
  /** Whether the next paragraph is the first of its item. */
  private bullet?: 'mark' | 'number';

  constructor(
    private readonly source: string,
    private readonly writer: PageWriter,
    definitions: Definitions,
  ) {
    this.leafWriter = new LeafWriter(source, writer, definitions);
  }

  read(from: number, number: number): void {
    const { source } = this;
    for (let start = from; start < source.length; number++) {
      const newline = source.indexOf('\n', start);
      const next = newline < 0 ? source.length : newline + 1;
      let end = newline < 0 ? source.length : newline;
      while (end > start && source.charCodeAt(end - 1) <= 32) end--;
      this.line(new Line(source, start, end, number));
      start = next;
    }
    this.close(0);
  }

  private line(line: Line): void {
    const matched = this.match(line);
    const all = matched === this.containers.length;
    if (all && this.continues(line)) return;
    if (!all && this.leaf && !line.isBlank && this.leaf.kind === 'paragraph' && !this.opensBlock(line)) {
      this.append(line);
      return;
    }
    if (line.isBlank) {
      this.endLeaf();
      // A blank line ends a quote, but no list.
      const quote = this.containers.findIndex(({ kind }, i) => kind === 'quote' && i >= matched);
      if (quote >= 0) this.close(quote);
      return;
    }
    if (!all) this.close(matched);
    this.blocks(line);
  }

  /** How many of the open containers a line stands in. */
  private match(line: Line): number {
    for (let i = 0; i < this.containers.length; i++) {
      const { kind, columns } = this.containers[i];
      if (kind === 'quote') {
        if (line.indent > 3 || line.char !== '>') return i;
        this.readQuoteMark(line);
      } else if (kind === 'item') {
        if (line.isBlank) continue;
        if (line.indent < columns) return i;
        line.skipColumns(columns);
      }
    }
    return this.containers.length;
  }

  private readQuoteMark(line: Line): void {
    line.moveTo(line.next + 1);
    if (line.indent > 0) line.skipColumns(1);
  }

  /** Whether the open leaf takes a line. */
  private continues(line: Line): boolean {
    const { leaf } = this;
    if (!leaf) return false;
    if (leaf.kind === 'fence') {
      if (closesFence(line, leaf.fence as string)) {
        leaf.end = line.end;
        this.endLeaf();
      } else this.append(line, line.isBlank ? line.end : line.offsetAfter(leaf.indent));
      return true;
    }
    if (leaf.kind === 'html') {
      if (line.isBlank && leaf.closer === undefined) return false;
      this.append(line);
      if (leaf.closer?.test(line.rest)) this.endLeaf();
      return true;
    }
    if (leaf.kind === 'code') {
      if (!line.isBlank && line.indent < 4) return false;
      this.append(line, line.isBlank ? line.end : line.offsetAfter(4));
      return true;
    }
    if (line.isBlank) return false;
    if (leaf.kind === 'table') {
      if (this.opensBlock(line)) return false;
      this.append(line);
      return true;
    }
    return this.continuesParagraph(line, leaf);
  }

  private continuesParagraph(line: Line, leaf: Leaf): boolean {
    if (line.indent < 4) {
      const level = underlineLevel(line);
      const length = leaf.lines.at(-1)!.end - leaf.lines[0].start;
      if (level > 0 && length <= MOST_HEADING && !this.leafWriter.isDefinition(leaf.lines[0].start)) {
        Object.assign(leaf, { kind: 'heading', level, end: line.end });
        this.endLeaf();
        return true;
      }
      if (isDelimiterRow(line) && this.becomesTable(line, leaf)) return true;
      if (this.opensBlock(line)) return false;
    }
    this.append(line);
    return true;
  }

  /** Makes a table of a paragraph's last line and the row of dashes under it, if they have as many cells. */
  private becomesTable(line: Line, leaf: Leaf): boolean {
    const head = leaf.lines[leaf.lines.length - 1];
    const row = this.source.slice(head.start, head.end);
    if (!row.includes('|') || cellsOf(row).length !== cellsOf(line.rest).length) return false;
    leaf.lines.pop();
    if (leaf.lines.length > 0) this.endLeaf();
    this.leaf = {
      ...leaf,
      kind: 'table',
      lines: [head],
      start: leaf.lines.length > 0 ? head.first : leaf.start,
    };
    this.leaf.headEnd = line.end;
    this.leaf.end = line.end;
    return true;
  }

  /** Whether a line begins a block that may interrupt a paragraph. */
  private opensBlock(line: Line): boolean {
    if (line.indent > 3) return false;
    const marker = itemMarker(line);
    return (
      line.char === '>' ||
      headingLevel(line) > 0 ||
      fenceOf(line) !== undefined ||
      isRule(line) ||
      opensHtml(line) ||
      (marker !== undefined &&
        line.rest.length > marker.length &&
        (marker.ordinal === undefined || marker.ordinal === 1 || this.containers.length > 0))
    );
  }

  /** Opens the blocks that begin on a line. */
  private blocks(line: Line): void {
    this.endLeaf();
    for (;;) {
      if (line.isBlank) break;
      if (line.indent > 3) {
        this.closeList();
        this.begin('code', line, { lines: [] });
        this.append(line, line.offsetAfter(4));
        return;
      }
      if (this.containers.length < MOST_NESTED) {
        if (line.char === '>') {
          this.closeList();
          this.openContainer('quote', 'blockquote', line);
          this.readQuoteMark(line);
          continue;
        }
        const marker = isRule(line) ? undefined : itemMarker(line);
        if (marker) {
          this.openItem(line, marker);
          continue;
        }
      }
      this.closeList();
      this.leafAt(line);
      return;
    }
    if (this.containers.length > 0 && this.opened < 0) this.opened = firstCharacter(this.source, line);
  }

  /** A list that stands open without an item of the line's is over. */
  private closeList(): void {
    if (this.containers.at(-1)?.kind === 'list') this.close(this.containers.length - 1);
  }

  private openContainer(
    kind: Container['kind'],
    tag: string,
    line: Line,
    rest: Partial<Container> = {},
  ): void {
    if (this.opened < 0) this.opened = firstCharacter(this.source, line);
    this.containers.push({ kind, element: this.writer.openElement(tag), columns: 0, sort: '', ...rest });
  }

  private openItem(line: Line, { length, sort, ordinal }: NonNullable<ReturnType<typeof itemMarker>>): void {
    const list = this.containers.at(-1);
    if (list?.kind !== 'list' || list.sort !== sort) {
      this.closeList();
      this.openContainer('list', ordinal === undefined ? 'ul' : 'ol', line, { sort });
    }
    const before = line.indent;
    line.moveTo(line.next + length);
    // Text that begins five columns or more behind the marker is code in the item.
    const space = line.isBlank || line.indent > 4 ? 1 : line.indent;
    line.skipColumns(space);
    if (this.opened < 0) this.opened = firstCharacter(this.source, line);
    this.containers.push({
      kind: 'item',
      element: this.writer.openElement('li', ordinal),
      columns: before + length + space,
      sort,
    });
    this.bullet = ordinal === undefined ? 'mark' : 'number';
  }

  private leafAt(line: Line): void {
    const level = headingLevel(line);
    const fence = level === 0 ? fenceOf(line) : undefined;
    if (level > 0) {
      this.begin('heading', line, { level, lines: [] });
      const text = line.rest.slice(level).replace(/(?:^|[ \t]+)#+$/, '');
      const start = line.next + level;
      this.leaf?.lines.push({ first: line.start, start, end: start + text.length, number: line.number });
      this.endLeaf();
    } else if (fence) this.begin('fence', line, { fence, indent: line.indent, lines: [] });
    else if (isRule(line)) this.opened = -1;
    else if (opensHtml(line)) this.html(line);
    else {
      this.begin('paragraph', line, { lines: [] });
      this.append(line);
    }
  }

  private html(line: Line): void {
    const closer = ENDS_WITH_BLANK.test(line.rest)
      ? undefined
      : HTML_CLOSERS.find(([opener]) => opener.test(line.rest))?.[1];
    this.begin('html', line, { lines: [], ...(closer && { closer }) });
    this.append(line);
    if (closer?.test(line.rest)) this.endLeaf();
  }

  private begin(kind: Leaf['kind'], line: Line, rest: Pick<Leaf, 'lines'> & Partial<Leaf>): void {
    const start = this.opened >= 0 ? this.opened : firstCharacter(this.source, line);
    this.opened = -1;
    this.leaf = { kind, start, end: line.end, line: line.number, indent: 0, level: 0, ...rest };
  }

  private append(line: Line, start = line.next): void {
    const { leaf } = this;
    if (!leaf) return;
    leaf.lines.push({ first: firstCharacter(this.source, line), start, end: line.end, number: line.number });
    if (!line.isBlank) leaf.end = line.end;
  }

  private endLeaf(): void {
    const { leaf } = this;
    if (!leaf) return;
    this.leaf = undefined;
    const items = this.containers.filter(({ kind }) => kind === 'item').length;
    const list = this.containers.find(({ kind }) => kind === 'list');
    const inItem = this.containers.at(-1)?.kind === 'item';
    const written = this.leafWriter.write(leaf, {
      list: list?.element,
      depth: items,
      bullet: (inItem && this.bullet) || 'none',
    });
    if (written) this.bullet = undefined;
  }

  /** Closes containers down to so many. */
  private close(count: number): void {
    this.endLeaf();
    while (this.containers.length > count) {
      const { kind } = this.containers.pop() as Container;
      if (kind === 'item') this.bullet = undefined;
      this.writer.closeElement();
    }
    this.opened = -1;
  }
}

/** Offset of the first character of a line that is not white space. */
function firstCharacter(source: string, { start, end }: Line): number {
  let at = start;
  while (at < end && source.charCodeAt(at) <= 32) at++;
  return at;
}
