import { pairById } from '../../eval/pairing.js';
import { UsageError } from '../../problem.js';
import type { IgnoreRules } from '../../read/ignore.js';
import type { Source } from '../../read/sources.js';
import { readTextSet, type TextEntry } from '../../read/text-set.js';

/** The partner of each source by its place below the input, from a file, a folder or records. Throws `UsageError` where nothing fits. */
export async function partnersIn(
  path: string,
  sources: readonly Source[],
  options: { cwd: string; ignore: IgnoreRules; flag: string },
): Promise<Map<Source, TextEntry>> {
  const entries = await readTextSet(path, { ...options, anyName: true });
  const sides = sources.map((source) => ({ id: source.below, source }));
  if (sides.length === 1 && entries.length === 1 && entries[0].alone)
    return new Map([[sources[0], entries[0]]]);
  const { pairs } = pairById(sides, entries);
  if (pairs.length === 0)
    throw new UsageError(`${options.flag}: no document in ${path} has the name of one that is checked`);
  return new Map(pairs.map(([{ source }, entry]) => [source, entry]));
}

/** A partner's text. Throws `UsageError` where it has none. */
export function partnerText(entry: TextEntry): string {
  const { text } = entry.read();
  if (text === undefined) throw new UsageError(`${entry.name}: has no text`);
  return text;
}
