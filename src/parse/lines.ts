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
const TAB = 9;
const BYTE_ORDER_MARK = 0xfeff;

// The separators that end a line in the files that scrapers write; U+0085 stands as white space in too many bad decodings.
const OTHER_ENDS = ['\r', '\u2028', '\u2029', '\f', '\v'];

function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR || unit === 0x2028 || unit === 0x2029 || unit === 12 || unit === 11;
}

function isBlank(unit: number): boolean {
  return unit <= 32 || unit >= 127 ? isBlankClass(charClass(unit)) : false;
}

/** Finds where the line that begins at an offset ends. Most texts have line feeds only: the engine finds those fastest. */
function lineEndFinder(text: string): (from: number) => number {
  if (!OTHER_ENDS.some((end) => text.includes(end)))
    return (from) => {
      const end = text.indexOf('\n', from);
      return end < 0 ? text.length : end;
    };
  return (from) => {
    let end = from;
    while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
    return end;
  };
}

/** Finds the lines of a text that are not blank. `\n` and `\r\n` count for line numbers; other separators only split. */
export function findLines(text: string): Lines {
  const lines: Lines = { count: 0, start: [], end: [], number: [], blankBefore: [], indent: [] };
  const lineEnd = lineEndFinder(text);
  let line = 1;
  let blanks = 0;
  for (let from = 0; from < text.length; ) {
    const end = lineEnd(from);
    let first = from;
    let indent = 0;
    for (; first < end; first++) {
      const unit = text.charCodeAt(first);
      if (!isBlank(unit)) break;
      if (unit !== BYTE_ORDER_MARK) indent = unit === TAB ? (indent & ~3) + 4 : indent + 1;
    }
    if (first === end) blanks++;
    else {
      let last = end;
      while (isBlank(text.charCodeAt(last - 1))) last--;
      lines.start.push(first);
      lines.end.push(last);
      lines.number.push(line);
      lines.blankBefore.push(blanks);
      lines.indent.push(indent);
      lines.count++;
      blanks = 0;
    }
    const separator = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? end + 1 : end;
    if (text.charCodeAt(separator) === LF) line++;
    from = separator + 1;
  }
  return lines;
}
