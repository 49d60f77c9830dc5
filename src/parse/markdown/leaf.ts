import type { Bullet } from '../../types.js';
import type { Definitions } from './definitions.js';
import { writeHtml } from './html-fragment.js';
import { writeInline } from './inline.js';
import { cellsOf } from './marks.js';
import type { PageWriter, ParagraphPlace } from './page-writer.js';
import { goesOn } from './soft-breaks.js';

/** One line of a block, without the marks of the blocks around it. */
export interface LeafLine {
  /** Where it begins with those marks. */
  first: number;
  start: number;
  end: number;
  number: number;
}

/** A block that holds text, not blocks. */
export interface Leaf {
  kind: 'paragraph' | 'heading' | 'fence' | 'code' | 'table' | 'html';
  /** Where it stands in the source, with its marks. */
  start: number;
  end: number;
  /** Source line, from 1. */
  line: number;
  lines: LeafLine[];
  level: number;
  /** Columns before a fence, which its lines may have too. */
  indent: number;
  fence?: string;
  /** What ends a block of HTML; a blank line if left out. */
  closer?: RegExp;
  /** End of the row of dashes under a table's header. */
  headEnd?: number;
}

/** Where a block stands among lists. */
export interface LeafContext {
  /** Element of the outermost list. */
  list?: number;
  depth: number;
  bullet: Bullet;
}

/** Stands between the cells of a row. */
export const CELL_SEPARATOR = '\t';
/** How far the end of a link that holds blocks is looked for. */
const LINK_AHEAD = 4000;
const BLOCK_TAG = { fence: 'pre', code: 'pre', paragraph: 'p' } as const;

/** Writes finished blocks into the page. */
export class LeafWriter {
  constructor(
    private readonly source: string,
    private readonly writer: PageWriter,
    private readonly definitions: Definitions,
  ) {}

  isDefinition(start: number): boolean {
    return this.definitions.starts.has(start);
  }

  /** @returns whether it held text. */
  write(leaf: Leaf, context: LeafContext): boolean {
    const before = this.writer.paragraphs;
    if (leaf.kind === 'table') this.table(leaf, context);
    else if (leaf.kind === 'html') writeHtml(this.writer, this.source, leaf, this.place(leaf, context, 0));
    else if (leaf.kind === 'heading') this.element(`h${leaf.level}`, leaf, context);
    // The first text of an item is the item's own.
    else if (leaf.kind === 'paragraph' && context.bullet !== 'none')
      this.text(leaf, context, context.list ?? 0);
    else this.element(BLOCK_TAG[leaf.kind], leaf, context);
    return this.writer.paragraphs > before;
  }

  private element(tag: string, leaf: Leaf, context: LeafContext): void {
    const element = this.writer.openElement(tag);
    if (leaf.kind === 'fence' || leaf.kind === 'code') this.code(leaf, context, element);
    else this.text(leaf, context, element);
    this.writer.closeElement();
  }

  private place(leaf: Leaf, { list, depth, bullet }: LeafContext, element: number): ParagraphPlace {
    return {
      sourceStart: leaf.start,
      sourceEnd: leaf.end,
      line: leaf.line,
      lines: Math.max(1, leaf.lines.length),
      group: list ?? element,
      indent: Math.max(0, 2 * (depth - 1)),
      bullet,
    };
  }

  private code(leaf: Leaf, context: LeafContext, element: number): void {
    this.writer.beginParagraph(this.place(leaf, context, element));
    leaf.lines.forEach(({ start, end }, i) => {
      if (i > 0) this.writer.write('\n', start - 1);
      this.writer.write(this.source.slice(start, end), start);
    });
    this.writer.endParagraph();
  }

  private text(leaf: Leaf, context: LeafContext, element: number): void {
    let from = 0;
    if (leaf.kind === 'paragraph')
      while (from < leaf.lines.length && this.isDefinition(leaf.lines[from].start)) from++;
    const lines = leaf.lines.slice(from);
    if (lines.length === 0) return;
    const texts = lines.map(({ start, end }) => this.source.slice(start, end));
    const hard = texts.map((text, i) => this.isHardBreak(text, lines[i].end));
    const joined = leaf.kind === 'heading' ? texts.map(() => true) : goesOn(texts);
    const splits = (i: number) => i + 1 < lines.length && !hard[i] && !joined[i];
    const place = (first: number): ParagraphPlace => {
      let last = first;
      while (last + 1 < lines.length && !splits(last)) last++;
      const whole = this.place(leaf, context, element);
      return {
        ...whole,
        ...(first > 0 && { bullet: 'none' as const }),
        sourceStart: first > 0 || from > 0 ? lines[first].first : leaf.start,
        sourceEnd: last + 1 < lines.length ? lines[last].end : leaf.end,
        line: lines[first].number,
        lines: last - first + 1,
      };
    };
    this.writer.beginParagraph(place(0));
    this.inline(texts, lines, leaf.end, (i) => {
      if (splits(i)) {
        this.writer.endParagraph();
        this.writer.beginParagraph(place(i + 1));
      } else this.writer.write(hard[i] && leaf.kind !== 'heading' ? '\n' : ' ', lines[i].end);
    });
    this.writer.endParagraph();
  }

  /** Two spaces or a backslash at the end of a line; the backslash is taken off. */
  private isHardBreak(text: string, end: number): boolean {
    return this.source.startsWith('  ', end) || /(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(-9));
  }

  private inline(
    texts: readonly string[],
    lines: readonly { start: number }[],
    end: number,
    atBreak: (line: number) => void,
  ): void {
    const starts: number[] = [];
    let at = 0;
    for (const text of texts) {
      starts.push(at);
      at += text.length + 1;
    }
    writeInline(
      this.writer,
      {
        text: texts.join('\n'),
        starts,
        sources: lines.map(({ start }) => start),
        atBreak,
        closesAhead: () => this.closesAhead(end),
      },
      this.definitions,
    );
  }

  /** Whether the next bracket that closes none opened behind an offset is that of a link. */
  private closesAhead(from: number): boolean {
    let depth = 0;
    const most = Math.min(this.source.length, from + LINK_AHEAD);
    for (let at = from; at < most; at++) {
      const unit = this.source.charCodeAt(at);
      if (unit === 92) at++;
      else if (unit === 91) depth++;
      else if (unit === 93 && depth-- === 0) return this.source[at + 1] === '(';
    }
    return false;
  }

  private table(leaf: Leaf, context: LeafContext): void {
    const table = this.writer.openElement('table');
    leaf.lines.forEach((line, i) => {
      const isHead = i === 0;
      this.writer.openElement('tr');
      this.writer.beginParagraph({
        ...this.place(leaf, context, table),
        sourceStart: isHead ? leaf.start : line.first,
        sourceEnd: isHead ? (leaf.headEnd as number) : line.end,
        line: line.number,
        lines: 1,
        ...(!isHead && { bullet: 'none' as const }),
      });
      this.cells(line, isHead ? 'th' : 'td');
      this.writer.endParagraph();
      this.writer.closeElement();
    });
    this.writer.closeElement();
  }

  private cells({ start, end }: LeafLine, tag: string): void {
    const row = this.source.slice(start, end);
    cellsOf(row).forEach((cell, i) => {
      if (i > 0) this.writer.write(CELL_SEPARATOR, start + cell.start - 1);
      this.writer.openElement(tag);
      const text = row.slice(cell.start, cell.end);
      const from = start + cell.start + text.length - text.trimStart().length;
      this.inline([text.trim()], [{ start: from }], end, () => {});
      this.writer.closeElement();
    });
  }
}
