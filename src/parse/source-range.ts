import type { Page } from '../types.js';

/** Number of the last run that begins at or before an offset of the text; -1 where none does. */
function runAt(starts: Uint32Array, offset: number): number {
  let low = -1;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Where a stretch of a page's text stands in the decoded input, in UTF-16 code units: from where its first character comes
 * from to behind where its last one does. A page without markup is its own source.
 */
export function sourceRange({ markup }: Page, start: number, end: number): [start: number, end: number] {
  if (!markup) return [start, end];
  const { runText, runSource, source } = markup;
  const place = (offset: number) => {
    const run = runAt(runText, offset);
    return run < 0 ? 0 : Math.min(source.length, runSource[run] + offset - runText[run]);
  };
  const from = place(start);
  return [from, end > start ? Math.max(from, Math.min(source.length, place(end - 1) + 1)) : from];
}
