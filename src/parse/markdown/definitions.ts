import { cleanTarget } from './link-target.js';

/** Link reference definitions of a page: `[label]: target "title"`. */
export interface Definitions {
  /** By normalised label: target, and number in `places`. */
  byLabel: ReadonlyMap<string, { target: string; number: number }>;
  places: readonly { start: number; end: number }[];
  /** Offsets at which they begin, to know their lines by. */
  starts: ReadonlySet<number>;
}

/** Labels are not longer, by CommonMark. */
export const MOST_LABEL = 999;

const DEFINITION =
  /^[ >]{0,8}(\[([^\]\n^][^\]\n]{0,998})\]:[ \t]*<?([^\s>]+)>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?)[ \t]*$/gm;

/** A label as labels are compared. */
export function normaliseLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Finds all definitions ahead: links may stand before what they refer to. */
export function findDefinitions(source: string): Definitions {
  const byLabel = new Map<string, { target: string; number: number }>();
  const places: { start: number; end: number }[] = [];
  const starts = new Set<number>();
  if (source.includes(']:'))
    for (const match of source.matchAll(DEFINITION)) {
      const start = match.index + match[0].indexOf('[');
      const label = normaliseLabel(match[2]);
      if (!byLabel.has(label)) byLabel.set(label, { target: cleanTarget(match[3]), number: places.length });
      places.push({ start, end: start + match[1].length });
      starts.add(start);
    }
  return { byLabel, places, starts };
}
