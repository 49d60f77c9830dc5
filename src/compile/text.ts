import type { Paragraph } from '../types.js';
import type { Comparison, Piece } from './comparison.js';

const LINE_END = /\r\n|[\n\r\u2028\u2029\f\v]/g;

/** White space between two paragraphs with at most one blank line; `\n` and all other line ends stay as they are. */
export function atMostOneBlank(separator: string): string {
  const ends = [...separator.matchAll(LINE_END)];
  if (ends.length <= 2) return separator;
  const last = ends[ends.length - 1];
  return ends[0][0] + ends[1][0] + separator.slice(last.index + last[0].length);
}

/** White space on a paragraph's own line before it. */
export function indentation(text: string, start: number): string {
  let from = start;
  while (from > 0 && /[^\S\n\r\u2028\u2029\f\v]/.test(text[from - 1]) && text[from - 1] !== '\ufeff') from--;
  return from === 0 || /[\n\r\u2028\u2029\f\v\ufeff]/.test(text[from - 1]) ? text.slice(from, start) : '';
}

/** The line end that comes next in a text; at its end, the one before. */
export function lineEndAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const at = next >= 0 ? next : text.lastIndexOf('\n', offset);
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Joins the kept paragraphs: each an exact slice of the text, with the separator that stood between two adjacent ones
 * (at most one blank line), and one blank line where something was removed. Ends in one line end, or is empty.
 */
export function compileText(
  text: string,
  paragraphs: readonly Paragraph[],
  keep: (index: number) => boolean,
): { text: string; comparison: Comparison } {
  const pieces: Piece[] = [];
  let out = '';
  let before = -1;
  for (const { index, start, end } of paragraphs) {
    if (!keep(index)) continue;
    if (before < 0) out += indentation(text, start);
    else if (before === index - 1) out += atMostOneBlank(text.slice(paragraphs[before].end, start));
    else out += lineEndAt(text, paragraphs[before].end).repeat(2) + indentation(text, start);
    pieces.push({ at: out.length, start, end });
    out += text.slice(start, end);
    before = index;
  }
  return {
    text: before < 0 ? '' : out + lineEndAt(text, paragraphs[before].end),
    comparison: { before: text, pieces, starts: paragraphs.map((p) => p.start) },
  };
}
