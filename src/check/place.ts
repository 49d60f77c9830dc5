import type { Place } from './types.js';

/** Finds lines and columns of offsets into one text. */
export function placer(text: string): (start: number, end: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return (start, end) => {
    const line = lineOf(start);
    const endLine = lineOf(end);
    return {
      line: line + 1,
      column: start - starts[line] + 1,
      endLine: endLine + 1,
      endColumn: end - starts[endLine] + 1,
    };
  };
}
