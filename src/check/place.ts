import { lastStart } from '../parse/last-start.js';
import type { Place } from './types.js';

/** Finds lines and columns of offsets into one text. */
export function placer(text: string): (start: number, end: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (start, end) => {
    const line = lastStart(starts, start);
    const endLine = lastStart(starts, end);
    return {
      line: line + 1,
      column: start - starts[line] + 1,
      endLine: endLine + 1,
      endColumn: end - starts[endLine] + 1,
    };
  };
}
