const STRAIGHT = 0x22;
const OPENING = new Set([...'“„«'].map((mark) => mark.charCodeAt(0)));
const CLOSING = new Set([...'”»'].map((mark) => mark.charCodeAt(0)));

/**
 * Whether an offset of a text stands inside a quotation that opens in the same paragraph: then somebody else says it.
 * Straight quotes open and close in turns; “ after „ closes, as in German.
 */
export function isQuoted(text: string, paragraphStart: number, offset: number): boolean {
  let straight = false;
  let depth = 0;
  for (let at = paragraphStart; at < offset; at++) {
    const unit = text.charCodeAt(at);
    if (unit === STRAIGHT) straight = !straight;
    else if (CLOSING.has(unit) || (depth > 0 && unit === 0x201c)) depth = Math.max(0, depth - 1);
    else if (OPENING.has(unit)) depth++;
  }
  return straight || depth > 0;
}
