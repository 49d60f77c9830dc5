const SPACE = /^\s?$/u;
const WORD = /[\p{L}\p{N}]/u;
const RISKY = /[\\`*_[\]<>&~|!#+=\-:.)]/;
const ENTITY = /&(?:#\w{1,8}|[A-Za-z][A-Za-z\d]{1,31});/y;
const BLOCK_START =
  /^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|(?:_[ \t]*){3,}$|(?:=+|-+)\s*$|(?:-[ \t]*){3,}$|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$|~{3,}|:[ \t]*-)/;
/** A label may go over lines, but is no longer. */
const MOST_LABEL = 1002;
const DEFINITION = /^\[[^\]]*\]:/;
const NUMBERED = /^\d{1,9}(?=[.)](?:\s|$))/;

/** Where text will stand, as far as it bears on what Markdown would read in it. */
export interface EscapePlace {
  /** It is the text of a link: no bracket in it may close that. */
  inLink?: boolean;
  /** It stands in a cell of a table. */
  inCell?: boolean;
  /** An image or link is written right behind it. */
  beforeLink?: boolean;
  /** A mark is written right behind it. */
  beforeMark?: boolean;
}

const ESCAPED_ADDRESS = /(?<![\p{L}\p{N}])(https?|www)(?=(?::\/\/|\.)[^\s<]{0,2000}(?:\\|\n))/giu;
const OPEN_ADDRESS = /(?<![\p{L}\p{N}])(https?|www)(?=(?::\/\/|\.)[^\s<]{0,2000}$)/giu;

/** In a bare address, which GFM takes for a link, marks end nothing and backslashes are read as such: then it must not be one. */
function breakAddresses(escaped: string, beforeMark: boolean): string {
  if (!escaped.includes('www.') && !escaped.includes('://')) return escaped;
  const broken = /[\\\n]/.test(escaped) ? escaped.replace(ESCAPED_ADDRESS, '$1\\') : escaped;
  return beforeMark ? broken.replace(OPEN_ADDRESS, '$1\\') : broken;
}

/** Characters that would open or close a mark here. */
function isMark(text: string, at: number, start: number, end: number, place: EscapePlace): boolean {
  const char = text[at];
  // At the ends of the stretch another mark may stand.
  const before = at > start ? text[at - 1] : '.';
  const after = at + 1 < end ? text[at + 1] : '.';
  if (char === '\\') return /[!-/:-@[-`{-~\n]/.test(after);
  if (char === '`') return true;
  if (char === '*') return !(SPACE.test(before) && SPACE.test(after));
  if (char === '_')
    return !(SPACE.test(before) && SPACE.test(after)) && !(WORD.test(before) && WORD.test(after));
  if (char === '~') return !SPACE.test(before) || after === '~';
  if (char === '[') return place.inLink || false;
  if (char === ']') return place.inLink || after === '(' || (at + 1 === end && place.beforeLink === true);
  if (char === '!') return at + 1 === end && place.beforeLink === true;
  if (char === '<') return /[A-Za-z/!?]/.test(after);
  if (char === '&') {
    ENTITY.lastIndex = at;
    return ENTITY.test(text);
  }
  return char === '|' && place.inCell === true;
}

/** What a line begins with that would make another block of it: where the escaping backslash goes, or -1. */
function blockMark(line: string): number {
  const number = NUMBERED.exec(line);
  if (number) return number[0].length;
  if (/^\[[ xX]\]\s/.test(line)) return 0;
  return BLOCK_START.test(line) ? 0 : -1;
}

/**
 * A stretch of text as Markdown that reads as this text: only what would be read as a mark gets its backslash. The stretch
 * begins a line where `lineStart` says so, and every line in it does.
 */
export function escapeMarkdown(
  text: string,
  start: number,
  end: number,
  lineStart: boolean,
  place: EscapePlace,
): string {
  let out = '';
  let plain = start;
  let opens = lineStart;
  for (let at = start; at < end; at++) {
    if (opens) {
      const newline = text.indexOf('\n', at);
      const mark = DEFINITION.test(text.slice(at, at + MOST_LABEL))
        ? 0
        : blockMark(text.slice(at, newline < 0 ? text.length : newline));
      if (mark >= 0 && at + mark < end) {
        out += `${text.slice(plain, at + mark)}\\`;
        plain = at + mark;
        // The character behind the backslash needs no second one.
        at = plain;
        opens = false;
        continue;
      }
      opens = false;
    }
    if (text[at] === '\n') opens = true;
    else if (RISKY.test(text[at]) && isMark(text, at, start, end, place)) {
      out += `${text.slice(plain, at)}\\`;
      plain = at;
    }
  }
  return breakAddresses(out + text.slice(plain, end), place.beforeMark === true);
}
