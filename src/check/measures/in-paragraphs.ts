import { excerpt } from '../excerpt.js';
import type { Observation, TextFacts } from '../types.js';

/** A mark that was found in a text. */
export interface Mark {
  start: number;
  end: number;
  /** What it is, as a noun. */
  name: string;
}

/** One observation for each paragraph that holds marks: the first stands for all of its kind. Marks come sorted. */
export function inParagraphs(rule: string, { page }: TextFacts, marks: readonly Mark[]): Observation[] {
  const out: Observation[] = [];
  let m = 0;
  for (const { start, end } of page.children) {
    while (m < marks.length && marks[m].start < start) m++;
    const first = marks[m];
    if (!first || first.start >= end) continue;
    let count = 0;
    while (m < marks.length && marks[m].start < end) {
      m++;
      count++;
    }
    const more = count > 1 ? ` and ${count - 1} more` : '';
    out.push({
      rule,
      start: first.start,
      end: Math.min(first.end, end),
      reason: `${first.name} "${excerpt(page.text.slice(first.start, first.end), 32)}"${more}`,
      saw: excerpt(page.text.slice(start, end)),
    });
  }
  return out;
}

/** All matches of global expressions, sorted by place; of two that overlap, the first. */
export function marksOf(text: string, kinds: readonly { name: string; pattern: RegExp }[]): Mark[] {
  const marks: Mark[] = [];
  for (const { name, pattern } of kinds)
    for (const { index, 0: match } of text.matchAll(pattern))
      marks.push({ name, start: index, end: index + match.length });
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  return marks.filter((mark, i) => i === 0 || mark.start >= marks[i - 1].end);
}
