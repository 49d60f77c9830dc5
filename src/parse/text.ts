import type { Bullet, Page, Paragraph } from '../types.js';
import { bulletOf } from './bullet.js';
import { Char, charClass } from './chars.js';
import { findLines, type Lines } from './lines.js';

/** Columns at which tools wrap text; outside this range a line is short, or a paragraph of its own. */
const MIN_WRAP = 45;
const MAX_WRAP = 120;
/** A wrapped text shows at least this many lines that break off in mid-sentence, all near one column. */
const MIN_WRAPPED_LINES = 4;
/** A broken-off line is wrapped when the next word would have passed the column; ragged tools stop this much earlier. */
const RAGGED = 2;
/** A line over this many code units was not broken by a narrow box. */
const MAX_BROKEN = 60;

const TERMINAL = /[.!?…。!?।:;»"”')\]]$/u;
const SENTENCE_END = /[.!?…。!?।]["”’')\]]?$/u;

function firstWordLength(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && charClass(text.charCodeAt(at)) !== Char.Space) at++;
  return at - start;
}

/** Whether line i + 1 could be the rest of line i's sentence: no blank line between, no new item, no sentence end. */
function runsOn(text: string, lines: Lines, i: number): boolean {
  if (lines.blankBefore[i + 1] > 0) return false;
  if (charClass(text.charCodeAt(lines.start[i + 1])) !== Char.Lower) return false;
  return !TERMINAL.test(text.slice(Math.max(lines.start[i], lines.end[i] - 2), lines.end[i]));
}

/** The column at which a whole document was hard-wrapped, or 0. */
function wrapColumn(text: string, lines: Lines): number {
  const widths: number[] = [];
  for (let i = 0; i + 1 < lines.count; i++) {
    const width = lines.indent[i] + lines.end[i] - lines.start[i];
    if (width >= MIN_WRAP && width <= MAX_WRAP && runsOn(text, lines, i)) widths.push(width);
  }
  if (widths.length < MIN_WRAPPED_LINES) return 0;
  widths.sort((a, b) => a - b);
  // The column is where the long ones end: a few overlong lines (an address, say) do not move it.
  const column = widths[Math.floor(widths.length * 0.98)];
  let near = 0;
  for (const width of widths) if (width > column - 18 && width <= column) near++;
  let longer = 0;
  for (let i = 0; i < lines.count; i++)
    if (lines.indent[i] + lines.end[i] - lines.start[i] > column + 8) longer++;
  // In a text with one paragraph a line most words stand in lines far over any column.
  return near >= widths.length * 0.8 && longer <= widths.length * 0.1 ? column : 0;
}

/** Decides which lines go on in the next one. */
class Joiner {
  private readonly column: number;
  /** The paragraph being built has already been broken in mid-sentence. */
  private broken = false;

  constructor(
    private readonly text: string,
    private readonly lines: Lines,
    private readonly bullets: Bullet[],
  ) {
    this.column = wrapColumn(text, lines);
  }

  /** Whether line `i + 1` belongs to the same paragraph as line `i`. */
  joins(i: number): boolean {
    const joined = this.column > 0 && this.wrapped(i) ? true : this.brokenAt(i);
    this.broken = joined;
    return joined;
  }

  // Wrapped: the next line's first word would not have fitted.
  private wrapped(i: number): boolean {
    const { text, lines, bullets } = this;
    if (lines.blankBefore[i + 1] > 0 || bullets[i + 1] !== 'none') return false;
    const hanging = lines.indent[i + 1] - lines.indent[i];
    if (hanging !== 0 && !(bullets[i] !== 'none' && hanging > 0 && hanging < 6)) return false;
    const width = lines.indent[i] + lines.end[i] - lines.start[i];
    return width + 1 + firstWordLength(text, lines.start[i + 1], lines.end[i + 1]) > this.column - RAGGED;
  }

  // Broken: a narrow box cut one sentence into short lines, the rest in lower case, up to its full stop.
  private brokenAt(i: number): boolean {
    const { text, lines, bullets } = this;
    if (lines.blankBefore[i + 1] > 0 || bullets[i + 1] !== 'none' || bullets[i] !== 'none') return false;
    const length = lines.end[i] - lines.start[i];
    if (length > MAX_BROKEN || lines.end[i + 1] - lines.start[i + 1] > MAX_BROKEN) return false;
    if (lines.indent[i] !== lines.indent[i + 1]) return false;
    const tail = text.slice(Math.max(lines.start[i], lines.end[i] - 2), lines.end[i]);
    if (this.broken) {
      const next = text.slice(Math.max(lines.start[i + 1], lines.end[i + 1] - 2), lines.end[i + 1]);
      return !SENTENCE_END.test(tail) && SENTENCE_END.test(next);
    }
    // The first break must be plain: words before it, small letters after it, and an end in sight.
    if (length < 12 || !runsOn(text, lines, i)) return false;
    for (let k = i + 1; k < Math.min(i + 4, lines.count); k++) {
      if (k > i + 1 && lines.blankBefore[k] > 0) return false;
      if (SENTENCE_END.test(text.slice(Math.max(lines.start[k], lines.end[k] - 2), lines.end[k])))
        return true;
    }
    return false;
  }
}

/**
 * Splits plain text into paragraphs: one a line, or several lines where a scraper wrapped or broke one.
 * Kept and removed paragraphs together hold every character that is not white space.
 */
export function parseText(text: string): Page {
  const lines = findLines(text);
  const bullets: Bullet[] = new Array(lines.count);
  for (let i = 0; i < lines.count; i++) bullets[i] = bulletOf(text, lines.start[i], lines.end[i]);
  const joiner = new Joiner(text, lines, bullets);
  const children: Paragraph[] = [];
  for (let i = 0; i < lines.count; i++) {
    const first = i;
    while (i + 1 < lines.count && joiner.joins(i)) i++;
    children.push({
      type: 'paragraph',
      index: children.length,
      line: lines.number[first],
      start: lines.start[first],
      end: lines.end[i],
      blankBefore: lines.blankBefore[first],
      indent: lines.indent[first],
      bullet: bullets[first],
      lines: i - first + 1,
    });
  }
  return { type: 'page', text, children };
}
