/** Lines are not wrapped at columns outside of these. */
const LEAST_COLUMN = 40;
const MOST_COLUMN = 160;
const BULLET = /^[•·‣▪◦●■►–—]\s/;
const ONLY_LINK = /^!?\[[^\n]*\]\([^\n]*\)$/;

/**
 * Which lines of a Markdown paragraph go on in the next one. To Markdown they all do; but what scrapers write has lines
 * that are paragraphs of their own: menus, bylines, verse. A line was wrapped where the next word had no room in it.
 */
export function goesOn(lines: readonly string[]): boolean[] {
  let column = 0;
  for (const line of lines) column = Math.max(column, line.length);
  const wrapped = column >= LEAST_COLUMN && column <= MOST_COLUMN;
  const out: boolean[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const next = lines[i + 1];
    const space = next.search(/\s/);
    const word = space < 0 ? next.length : space;
    if (BULLET.test(next) || (ONLY_LINK.test(lines[i]) && ONLY_LINK.test(next))) out.push(false);
    else if (wrapped) out.push(lines[i].length + 1 + word > column);
    else out.push(/^\p{Ll}/u.test(next) && !/[.!?:]$/.test(lines[i]));
  }
  return out;
}
