import type { Page } from '../types.js';
import { lastStart } from './last-start.js';

/**
 * Where a stretch of a page's text stands in the decoded input, in UTF-16 code units: from where its first character comes
 * from to behind where its last one does. A page without markup is its own source.
 */
export function sourceRange({ markup }: Page, start: number, end: number): [start: number, end: number] {
  if (!markup) return [start, end];
  const { runText, runSource, source } = markup;
  const place = (offset: number) => {
    const run = lastStart(runText, offset);
    return run < 0 ? 0 : Math.min(source.length, runSource[run] + offset - runText[run]);
  };
  const from = place(start);
  return [from, end > start ? Math.max(from, Math.min(source.length, place(end - 1) + 1)) : from];
}

/** Where the source is cut when its text is cut before an offset: at the white space between the two parts. */
export function sourceCut(page: Page, offset: number): { end: number; start: number } {
  const source = page.markup?.source ?? page.text;
  let before = offset;
  while (before > 0 && /\s/.test(page.text[before - 1])) before--;
  const end = before > 0 ? sourceRange(page, before - 1, before)[1] : 0;
  const [start] = sourceRange(page, offset, offset);
  const between = source.slice(end, start);
  const space = between.search(/\s/);
  // Where none is, marks that open belong to what they open.
  if (space < 0) return { end, start: end };
  return { end: end + space, start: end + space + between.slice(space).search(/\S|$/) };
}
