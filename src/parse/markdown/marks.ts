import type { Line } from './line.js';

// What CommonMark 0.31 and GFM let a block begin with. All expressions are tried at one place and cannot backtrack far.

const HEADING = /#{1,6}(?=[ \t]|$)/y;
const FENCE = /(`{3,})[^`]*$|~{3,}/y;
const RULE = /(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/y;
const ITEM = /(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)/y;
const UNDERLINE = /(?:=+|-+)$/y;
const DELIMITER_ROW = /\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/y;
const HTML =
  /<(?:(?:\/?(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul|noscript|svg|template|object)(?=[\s/>]|$))|!--|[?]|![A-Z])/iy;

function matchAt(expression: RegExp, { source, next, end }: Line): RegExpExecArray | null {
  expression.lastIndex = 0;
  return expression.exec(source.slice(next, end));
}

/** Level of an ATX heading, 0 for none. */
export function headingLevel(line: Line): number {
  return line.char === '#' ? (matchAt(HEADING, line)?.[0].length ?? 0) : 0;
}

/** The fence of a code block. */
export function fenceOf(line: Line): string | undefined {
  if (line.char !== '`' && line.char !== '~') return undefined;
  const found = matchAt(FENCE, line);
  return found ? (found[1] ?? found[0]) : undefined;
}

/** Whether a line closes a fence. */
export function closesFence(line: Line, fence: string): boolean {
  const { rest } = line;
  return line.indent < 4 && rest.length >= fence.length && rest === fence[0].repeat(rest.length);
}

/** A thematic break. */
export function isRule(line: Line): boolean {
  return '*-_'.includes(line.char) && line.char !== '' && matchAt(RULE, line) !== null;
}

/** The marker of a list item: its length, what it is one of, and its number. */
export function itemMarker(line: Line): { length: number; sort: string; ordinal?: number } | undefined {
  const { char } = line;
  if (char === '' || !'-*+0123456789'.includes(char)) return undefined;
  const found = matchAt(ITEM, line);
  if (!found) return undefined;
  const [marker, digits] = found;
  return {
    length: marker.length,
    sort: marker[marker.length - 1],
    ...(digits !== undefined && { ordinal: Number(digits) }),
  };
}

/** Level of the heading that a line underlines, 0 for none. */
export function underlineLevel(line: Line): number {
  if (line.char !== '=' && line.char !== '-') return 0;
  return matchAt(UNDERLINE, line) ? (line.char === '=' ? 1 : 2) : 0;
}

/** Whether a line could stand between a table's header and its rows. */
export function isDelimiterRow(line: Line): boolean {
  return (
    '|:-'.includes(line.char) &&
    line.char !== '' &&
    line.rest.includes('|') &&
    matchAt(DELIMITER_ROW, line) !== null
  );
}

/** Whether a line begins a block of HTML. */
export function opensHtml(line: Line): boolean {
  return line.char === '<' && matchAt(HTML, line) !== null;
}

/** Where the cells of a table's row stand in it. */
export function cellsOf(row: string): { start: number; end: number }[] {
  const cells: { start: number; end: number }[] = [];
  let start = row[0] === '|' ? 1 : 0;
  const last =
    row.length > 1 && row.endsWith('|') && row[row.length - 2] !== '\\' ? row.length - 1 : row.length;
  for (let at = start; at <= last; at++) {
    if (row[at] === '\\' && at < last) at++;
    else if (at === last || row[at] === '|') {
      cells.push({ start, end: at });
      start = at + 1;
    }
  }
  return cells;
}
