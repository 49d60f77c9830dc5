import { grouped } from '../../batch/grouped.js';
import { orderedMap } from '../../batch/ordered-map.js';
import { holdsRecords, type Input, readInput } from '../../read/input.js';
import type { InputRecord, RecordFault } from '../../read/record.js';
import { type InputItem, isFault, type ReadOptions } from '../../read/record.js';
import type { Found } from '../../write/journal.js';
import { type CleanedPage, type PageTask, tellLanguages } from './clean-page.js';
import type { PageCrew } from './crew.js';
import type { KnownInput } from './journal.js';
import { ReadingNotes } from './reading-notes.js';
import type { Counted } from './tally.js';

/** A record and what became of it. */
export interface CleanedRecord extends InputRecord {
  page: CleanedPage;
}

/** What cleaning yields: a record, or why there is none. */
export type CleanedItem = CleanedRecord | RecordFault;

/** What happens in a run, in the order of the input. */
export type Step<Item> =
  | { kind: 'begin'; input: Input }
  | { kind: 'item'; input: Input; item: Item }
  | { kind: 'end'; input: Input; notes: ReadingNotes; source?: string }
  | { kind: 'done'; input: Input; found: Found<Counted> };

/** What is taken from an input. */
export interface Reading {
  options: Omit<ReadOptions, 'skipped'>;
  /** The site of a page, where learned signatures go by it. */
  site?(item: InputRecord, input: Input): string | undefined;
  /** Whether a record is of this run. */
  takes(item: InputItem): boolean;
  known(input: Input): KnownInput;
  /** Whether what is left of an input is not wanted any more. */
  leaves(input: Input): boolean;
}

/** Reads inputs, one after the other. */
export async function* readSteps(
  inputs: Iterable<Input>,
  { options, takes, site, known, leaves }: Reading,
): AsyncGenerator<Step<InputItem>> {
  for (const input of inputs) {
    const { source, found, input: read } = known(input);
    if (found) {
      yield { kind: 'done', input, found };
      continue;
    }
    const notes = new ReadingNotes(input);
    yield { kind: 'begin', input };
    for await (const item of readInput(read, { ...options, skipped: notes.skipped })) {
      if (leaves(input)) break;
      if (holdsRecords(input) && !takes(item)) continue;
      notes.add(item);
      if (site && !isFault(item)) item.document.site = site(item, input);
      yield { kind: 'item', input, item };
    }
    yield { kind: 'end', input, notes, source: source() };
  }
}

/** What a task is to bring beside the text, by its input. */
export type Wanted = (input: Input) => Omit<PageTask, 'document'>;

/** Cleans what is read, on as many threads as the crew has, in the order it was read. */
export async function* cleanSteps(
  steps: AsyncIterable<Step<InputItem>>,
  crew: PageCrew,
  wanted: Wanted,
): AsyncGenerator<Step<CleanedItem>> {
  const groups = orderedMap(
    grouped(steps, sizeOf, crew.group),
    (group) => cleanGroup(group, crew, wanted),
    crew.groups,
  );
  for await (const group of groups) yield* group;
}

const sizeOf = (step: Step<InputItem>) =>
  step.kind === 'item' && !isFault(step.item) ? step.item.document.text.length : 1;

async function cleanGroup(
  group: readonly Step<InputItem>[],
  crew: PageCrew,
  wanted: Wanted,
): Promise<Step<CleanedItem>[]> {
  const tasks: PageTask[] = [];
  for (const step of group)
    if (step.kind === 'item' && !isFault(step.item))
      tasks.push({ document: step.item.document, ...wanted(step.input) });
  const results = await crew.run(tasks);
  await tellLanguages(results);
  const pages = results.values();
  return group.map((step) => {
    if (step.kind !== 'item' || isFault(step.item)) return step as Step<CleanedItem>;
    const page = pages.next().value!;
    return { ...step, item: 'failure' in page ? faultOf(step.item, page.failure) : { ...step.item, page } };
  });
}

function faultOf({ document, line, fields, schema }: InputRecord, failure: string): RecordFault {
  return { id: document.id, line, error: `cannot be cleaned: ${failure}`, fields, schema };
}
