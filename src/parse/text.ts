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
/** Wrapped lines end within so many code units of the column. */
const NEAR = 18;
/** Share of the lines that break off in mid-sentence that must end there. */
const WRAPPED = 0.8;
/** Lines that pass the column by more were not wrapped, and hold no more than a share of the text. */
const OVER = 8;
const MOST_OVERLONG = 0.25;
/** A line over this many code units was not broken by a narrow box. */
const MAX_BROKEN = 60;

const TERMINAL = /[.!?…。!?।:;»"”')\]]$/u;
const SENTENCE_END = /[.!?…。!?।]["”’')\]]?$/u;

/** What a line may begin with that goes on where a column ended: scripts without capitals show no beginnings. */
const GOES_ON: readonly number[] = [Char.Lower, Char.Letter];

function firstWordLength(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && charClass(text.charCodeAt(at)) !== Char.Space) at++;
  return at - start;
}

/**
 * Whether line i + 1 could be the rest of line i's sentence: no blank line between, no new item, no sentence end.
 * @param first what the rest may begin with.
 */
function runsOn(text: string, lines: Lines, i: number, first: readonly number[]): boolean {
  if (lines.blankBefore[i + 1] > 0) return false;
  if (!first.includes(charClass(text.charCodeAt(lines.start[i + 1])))) return false;
  return !TERMINAL.test(text.slice(Math.max(lines.start[i], lines.end[i] - 2), lines.end[i]));
}

/** The column at which a whole document was hard-wrapped, or 0. */
function wrapColumn(text: string, lines: Lines): number {
  const widths: number[] = [];
  for (let i = 0; i + 1 < lines.count; i++) {
    const width = lines.indent[i] + lines.end[i] - lines.start[i];
    if (width >= MIN_WRAP && width <= MAX_WRAP && runsOn(text, lines, i, GOES_ON)) widths.push(width);
  }
  if (widths.length < MIN_WRAPPED_LINES) return 0;
  widths.sort((a, b) => a - b);
  // The column is where most of them end; overlong lines (an address, an item that was not wrapped) do not move it.
  let column = 0;
  let near = 0;
  for (let from = 0, to = 0; to < widths.length; to++) {
    while (widths[from] <= widths[to] - NEAR) from++;
    if (to - from + 1 < near) continue;
    near = to - from + 1;
    column = widths[to];
  }
  let units = 0;
  let overlong = 0;
  for (let i = 0; i < lines.count; i++) {
    const length = lines.end[i] - lines.start[i];
    units += length;
    if (lines.indent[i] + length > column + OVER) overlong += length;
  }
  // In a text with one paragraph a line most words stand in lines far over any column.
  return near >= widths.length * WRAPPED && overlong <= units * MOST_OVERLONG ? column : 0;
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
    if (length < 12 || !runsOn(text, lines, i, [Char.Lower])) return false;
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
