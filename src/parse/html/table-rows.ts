import type { Paragraph } from '../../types.js';
import type { OpenElement } from './open-elements.js';
import type { TextWriter } from './text-writer.js';

const TAB = 9;
const LF = 10;
const SPACE = 32;
/** A cell of data is no longer than this; longer text in columns is laid out, unless a header says otherwise. */
const LONGEST_CELL = 300;

interface Row {
  firstParagraph: number;
  endParagraph: number;
  block: number;
  cells: number;
  filled: number;
}

interface Table {
  rows: Row[];
  row?: Row;
  /** First paragraph of the cell that is open. */
  cell: number;
  /** Its cells hold one short paragraph each. */
  plain: boolean;
  hasHeader: boolean;
  holdsTable: boolean;
  isLayout: boolean;
}

/** Makes one paragraph of each row of a data table. Tables that hold blocks, long texts or tables only lay out a page. */
export class TableRows {
  private readonly open: Table[] = [];

  constructor(private readonly paragraphs: Paragraph[]) {}

  enter({ tag: { name }, attributes: { role } }: OpenElement): void {
    const table = this.open[this.open.length - 1];
    if (name === 'table') {
      if (table) table.holdsTable = true;
      const isLayout = role === 'presentation' || role === 'none';
      this.open.push({ rows: [], cell: 0, plain: true, hasHeader: false, holdsTable: false, isLayout });
    } else if (table === undefined) return;
    else if (name === 'tr') {
      const at = this.paragraphs.length;
      table.row = { firstParagraph: at, endParagraph: at, block: -1, cells: 0, filled: 0 };
    } else if (name === 'td' || name === 'th') table.cell = this.paragraphs.length;
  }

  leave({ tag: { name }, element }: OpenElement, writer: TextWriter): void {
    const table = this.open[this.open.length - 1];
    if (table === undefined) return;
    if (name === 'td' || name === 'th') this.endCell(table, name);
    else if (name === 'tr' && table.row) {
      table.rows.push({ ...table.row, endParagraph: this.paragraphs.length, block: element });
      table.row = undefined;
    } else if (name === 'table') {
      this.open.pop();
      if (isData(table)) this.joinRows(table, writer);
    }
  }

  private endCell(table: Table, name: string): void {
    const count = this.paragraphs.length - table.cell;
    if (name === 'th' && count > 0) table.hasHeader = true;
    if (!table.row) return;
    table.row.cells++;
    if (count > 0) table.row.filled++;
    const length =
      count > 0 ? this.paragraphs[this.paragraphs.length - 1].end - this.paragraphs[table.cell].start : 0;
    if (count > 1 || length > LONGEST_CELL) table.plain = false;
  }

  private joinRows({ rows }: Table, writer: TextWriter): void {
    const { paragraphs } = this;
    let to = rows[0].firstParagraph;
    let from = to;
    for (const { firstParagraph, endParagraph, block } of rows) {
      while (from < firstParagraph) paragraphs[to++] = paragraphs[from++];
      if (endParagraph === firstParagraph) continue;
      const row = paragraphs[firstParagraph];
      for (let p = firstParagraph + 1; p < endParagraph; p++) {
        separate(writer, row.end, paragraphs[p].start);
        row.end = paragraphs[p].end;
      }
      paragraphs[to++] = block >= 0 ? { ...row, block } : row;
      from = endParagraph;
    }
    while (from < paragraphs.length) paragraphs[to++] = paragraphs[from++];
    paragraphs.length = to;
  }
}

function isData({ rows, plain, hasHeader, holdsTable, isLayout }: Table): boolean {
  if (holdsTable || isLayout || !rows.some(({ filled }) => filled > 1)) return false;
  return plain || hasHeader;
}

/** Line feeds between two cells become a tab. */
function separate(writer: TextWriter, from: number, to: number): void {
  for (let at = from; at < to; at++)
    if (writer.unitAt(at) === LF) writer.overwrite(at, at === from ? TAB : SPACE);
}
