import { pairById } from '../../eval/pairing.js';
import { UsageError } from '../../problem.js';
import type { IgnoreRules } from '../../read/ignore.js';
import { readTextSet, type TextEntry } from '../../read/text-set.js';
import type { Partners } from './sources.js';

/**
 * Partners of documents, from a file, a folder or records: those of pages have the same path below the input, those of
 * records the same id. Throws `UsageError` where no page has one.
 */
export async function partnersIn(
  path: string,
  pages: readonly string[],
  options: { cwd: string; ignore: IgnoreRules; flag: string; records: boolean },
): Promise<Partners> {
  const entries = await readTextSet(path, { ...options, takes: () => true });
  if (pages.length === 1 && entries.length === 1 && entries[0].alone) return () => entries[0];
  const { pairs } = pairById(
    [...new Set(pages)].map((id) => ({ id })),
    entries,
  );
  if (pairs.length === 0 && !options.records)
    throw new UsageError(`${options.flag}: no document in ${path} has the name of one that is checked`);
  const byId = new Map([
    ...(options.records ? entries.map((entry) => [entry.id, entry] as const) : []),
    ...pairs.map(([{ id }, entry]) => [id, entry] as const),
  ]);
  return (id) => byId.get(id);
}

/** A partner's text. Throws `UsageError` where it has none. */
export async function partnerText(entry: TextEntry): Promise<string> {
  const { text } = await entry.read();
  if (text === undefined) throw new UsageError(`${entry.name}: has no text`);
  return text;
}
