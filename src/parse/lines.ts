import { charClass, isBlankClass } from './chars.js';

/** The lines of a text in parallel arrays; blank lines are counted, not listed. */
export interface Lines {
  count: number;
  /** First and one-past-last code unit of each line's text, without outer white space. */
  start: number[];
  end: number[];
  /** Line number from 1. */
  number: number[];
  /** Blank lines right before. */
  blankBefore: number[];
  /** Columns of white space before the text; a tab goes to the next multiple of 4. */
  indent: number[];
}

const LF = 10;
const CR = 13;

// The separators that end a line in the files that scrapers write; U+0085 stands as white space in too many bad decodings.
function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR || unit === 0x2028 || unit === 0x2029 || unit === 12 || unit === 11;
}

/** Finds the lines of a text that are not blank. `\n` and `\r\n` count for line numbers; other separators only split. */
export function findLines(text: string): Lines {
  const lines: Lines = { count: 0, start: [], end: [], number: [], blankBefore: [], indent: [] };
  let line = 1;
  let blanks = 0;
  let pos = 0;
  while (pos < text.length) {
    let first = -1;
    let last = pos;
    let indent = 0;
    let unit = 0;
    let at = pos;
    for (; at < text.length; at++) {
      unit = text.charCodeAt(at);
      if (unit < 14 || unit > 0x2027) {
        if (isLineEnd(unit)) break;
      }
      if (unit > 32 && unit < 127 ? true : !isBlankClass(charClass(unit))) {
        if (first < 0) first = at;
        last = at + 1;
      } else if (first < 0 && unit !== 0xfeff) indent = unit === 9 ? (indent & ~3) + 4 : indent + 1;
    }
    if (first < 0) blanks++;
    else {
      lines.start.push(first);
      lines.end.push(last);
      lines.number.push(line);
      lines.blankBefore.push(blanks);
      lines.indent.push(indent);
      lines.count++;
      blanks = 0;
    }
    if (at < text.length && unit === CR && text.charCodeAt(at + 1) === LF) at++;
    if (at < text.length && text.charCodeAt(at) === LF) line++;
    pos = at + 1;
  }
  return lines;
}
