import { findLines } from '../parse/lines.js';
import type { Role } from '../roles.js';
import type { Span } from './role-score.js';

/** Lines of a page, counted from 1, the last one included, and their role: what people write by hand. */
export interface LineRange {
  role: Role;
  from_line: number;
  to_line: number;
}

/** Line ranges as spans of the page; ranges that hold no text come back as `empty`. */
export function spansOfLines(
  text: string,
  ranges: readonly LineRange[],
): { spans: Span[]; empty: LineRange[] } {
  const lines = findLines(text);
  const spans: Span[] = [];
  const empty: LineRange[] = [];
  for (const range of ranges) {
    const first = lines.number.findIndex((line) => line >= range.from_line);
    const last = lines.number.findLastIndex((line) => line <= range.to_line);
    if (first < 0 || last < first) empty.push(range);
    else spans.push([lines.start[first], lines.end[last], range.role]);
  }
  return { spans, empty };
}

/** Between two parts of one line. */
const WITHIN_LINE = /^[^\S\n\r]*$/;

/** The gold text that spans make: those in kept roles, in the order of the page; parts of one line stay in one line. */
export function textOfSpans(text: string, spans: readonly Span[], keep: ReadonlySet<Role>): string {
  let out = '';
  let last = 0;
  for (const [start, end, role] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (!keep.has(role)) continue;
    const between = text.slice(last, start);
    if (out !== '') out += WITHIN_LINE.test(between) ? between : '\n\n';
    out += text.slice(start, end);
    last = end;
  }
  return out === '' ? '' : `${out}\n`;
}
