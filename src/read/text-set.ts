import { statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { formatProblem, UsageError } from '../problem.js';
import type { Document } from '../types.js';
import { type PageFormat, unpackedName } from './format.js';
import { fileInput, readOnePage, readWholeText } from './input.js';
import type { Labels, TextRecord } from './records.js';
import { findSources, REPORT, type Source, type SourceOptions } from './sources.js';

/** What is known of one document of a set. */
export interface TextContent extends Pick<TextRecord, 'text' | 'spans'> {
  /** Line ranges of the page instead of spans. */
  ranges?: Labels[string];
  /** How the text is to be read; plain text if left out. */
  format?: Document['format'];
}

/** One document of a set: a file, a record, or the labels of a page. */
export interface TextEntry {
  /** Path below the folder that was given, id of the record, or name of the labelled page. */
  id: string;
  /** As messages name it. */
  name: string;
  /** The file that it stands in, absolute. */
  path: string;
  /** Whether it was given by itself, as a file of text: it needs no name to find its partner by. */
  alone: boolean;
  /** Throws `UsageError` with one line where it cannot be read. */
  read(): Promise<TextContent>;
}

/** Whether it is what cleaning writes beside the texts. */
const isReport = (name: string) => REPORT.test(basename(name)) || name.endsWith('.diff');

async function readPageText(source: Source, from: PageFormat | 'auto'): Promise<TextContent> {
  const { text, format } = (await readOnePage(await fileInput(source, from))).document;
  return { text, format };
}

async function entriesOf(source: Source, alone: boolean, from: PageFormat | 'auto'): Promise<TextEntry[]> {
  const { below, name, path } = source;
  const ending = extname(unpackedName(below)).toLowerCase();
  if (ending === '.jsonl' || ending === '.ndjson') {
    const { parseRecords } = await import('./records.js');
    return parseRecords(await readWholeText(source), name).map(({ id, line, ...content }) => ({
      id,
      name: `${name}:${line}`,
      path,
      alone: false,
      read: async () => content,
    }));
  }
  if (ending === '.json' && alone) {
    const { parseLabels } = await import('./records.js');
    return Object.entries(parseLabels(await readWholeText(source), name)).map(([id, ranges]) => ({
      id,
      name: `${name}: ${id}`,
      path,
      alone: false,
      read: async () => ({ ranges }),
    }));
  }
  return [{ id: below, name, path, alone, read: () => readPageText(source, from) }];
}

/**
 * The documents of a file, a folder or a glob: texts or, with another form than that, pages; records of `.jsonl` files, labels
 * of a `.json` file. Throws `UsageError` with all that is wrong.
 */
export async function readTextSet(
  path: string,
  options: SourceOptions,
  from: PageFormat | 'auto' = 'text',
): Promise<TextEntry[]> {
  const { sources, problems } = await findSources([path], options);
  if (problems.length > 0) throw new UsageError(problems.map(formatProblem).join('\n'));
  const alone = statSync(resolve(options.cwd, path), { throwIfNoEntry: false })?.isFile() ?? false;
  const texts = alone ? sources : sources.filter(({ below }) => !isReport(below));
  const entries = (await Promise.all(texts.map((source) => entriesOf(source, alone, from)))).flat();
  refuseTwins(entries);
  return entries;
}

/** Two documents of one id could not be told apart. */
function refuseTwins(entries: readonly TextEntry[]): void {
  const known = new Map<string, string>();
  for (const { id, name } of entries) {
    const twin = known.get(id);
    if (twin !== undefined) throw new UsageError(`${twin} and ${name} are both "${id}"`);
    known.set(id, name);
  }
}
