import { decodeHTML } from 'entities';

/** A target and the offset behind the parenthesis that closes it. */
export interface LinkTarget {
  target: string;
  end: number;
}

const MOST_PARENTHESES = 32;
/** Characters of a target that is no valid Markdown: none of those seen is longer. */
const MOST_LOOSE = 2000;
/** What a target must begin with to be taken for one though it holds spaces. */
const LIKE_URL = /(?:https?:|\/|#|mailto:|javascript:|tel:|data:|www\.)/iy;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** A target without the marks of escapes and entities. */
export function cleanTarget(raw: string): string {
  const plain = raw.includes('\\') ? raw.replace(ESCAPE, '$1') : raw;
  return plain.includes('&') ? decodeHTML(plain) : plain;
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at])) at++;
  return at;
}

/** End of a target without angle brackets: where white space or a parenthesis that it did not open stands. */
function bareEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 92) at++;
    else if (unit <= 32) break;
    else if (unit === 40 && ++depth > MOST_PARENTHESES) return -1;
    else if (unit === 41 && depth-- === 0) break;
  }
  return Math.min(at, text.length);
}

/** End of a title that begins at an offset, that offset where there is none, -1 where it is not closed. */
function titleEnd(text: string, from: number): number {
  const close = text[from] === '(' ? ')' : text[from];
  if (close !== '"' && close !== "'" && close !== ')') return from;
  if (text[from] === ')') return from;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === close) return at + 1;
  }
  return -1;
}

function strictTarget(text: string, from: number): LinkTarget | undefined {
  const start = skipSpace(text, from);
  let end: number;
  let target: string;
  if (text[start] === '<') {
    const close = /[>\n<]/g;
    close.lastIndex = start + 1;
    const found = close.exec(text);
    if (found?.[0] !== '>') return undefined;
    target = text.slice(start + 1, found.index);
    end = found.index + 1;
  } else {
    end = bareEnd(text, start);
    if (end < 0) return undefined;
    target = text.slice(start, end);
  }
  const afterSpace = skipSpace(text, end);
  const title = afterSpace > end ? titleEnd(text, afterSpace) : afterSpace;
  if (title < 0) return undefined;
  const close = skipSpace(text, title);
  return text[close] === ')' ? { target: cleanTarget(target), end: close + 1 } : undefined;
}

/** A target with spaces or line breaks in it, as scrapers write them unescaped. */
function looseTarget(text: string, from: number): LinkTarget | undefined {
  LIKE_URL.lastIndex = from;
  if (!LIKE_URL.test(text)) return undefined;
  let depth = 0;
  const most = Math.min(text.length, from + MOST_LOOSE);
  for (let at = from; at < most; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 40) depth++;
    else if (unit === 41 && depth-- === 0)
      return { target: cleanTarget(text.slice(from, at).replace(/\s*\n\s*/g, '')), end: at + 1 };
  }
  return undefined;
}

/** Reads `target "title")` from behind the opening parenthesis of an inline link. */
export function readLinkTarget(text: string, from: number): LinkTarget | undefined {
  return strictTarget(text, from) ?? looseTarget(text, from);
}
