import type { Crew } from '../../batch/crew.js';
import { grouped } from '../../batch/grouped.js';
import { orderedMap } from '../../batch/ordered-map.js';
import { holdsRecords, type Input, readInput } from '../../read/input.js';
import { type InputItem, type InputRecord, isFault, type RecordFault } from '../../read/record.js';
import type { PageFailure } from '../clean/clean-page.js';
import { takesRecord } from '../clean/shard.js';
import type { LearnFlags } from '../commands/learn.js';
import { siteOfRecord } from '../site.js';
import type { ObservedPage, ObserveTask } from './observe-page.js';

/** A record of an input: what is to be observed of it, or why nothing can be. */
interface Read {
  input: Input;
  task?: ObserveTask;
  fault: Omit<RecordFault, 'error'> & { error?: string };
}

/** Those that observe. */
export type ObserveCrew = Crew<ObserveTask, ObservedPage | PageFailure>;

/** What a record adds to the counts, or why it adds nothing. */
export type Observed = { input: Input } & (ObservedPage | { fault: RecordFault });

const NO_SITE = 'of no known site: give a "url", --site-field, or a folder for each site';

/** Reads and observes record after record, in their order, on as many threads as the crew has. */
export async function* observeInputs(
  inputs: readonly Input[],
  flags: LearnFlags,
  crew: ObserveCrew,
): AsyncGenerator<Observed> {
  const groups = orderedMap(
    grouped(readAll(inputs, flags), ({ task }) => task?.document.text.length ?? 1, crew.group),
    (group) => observeGroup(group, crew),
    crew.groups,
  );
  for await (const group of groups) yield* group;
}

async function* readAll(inputs: readonly Input[], flags: LearnFlags): AsyncGenerator<Read> {
  const { encoding, maxRecordSize, textField, htmlField, shard } = flags;
  for (const input of inputs)
    for await (const item of readInput(input, { encoding, maxRecordSize, textField, htmlField }))
      if (!holdsRecords(input) || takesRecord(item, shard)) yield toRead(input, item, flags);
}

function toRead(input: Input, item: InputItem, { siteField, dateField }: LearnFlags): Read {
  if (isFault(item)) return { input, fault: item };
  const { document, line } = item;
  const site = siteOfRecord(item, input, siteField);
  return site === undefined
    ? { input, fault: { id: document.id, line, error: NO_SITE } }
    : { input, fault: { id: document.id, line }, task: { document, site, day: dayOf(item, dateField) } };
}

/** The day of a record, in ISO 8601; empty where it says none. */
function dayOf({ fields }: InputRecord, field: string): string {
  const value = fields?.[field];
  const text = value instanceof Date ? value.toISOString() : value;
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : '';
}

async function observeGroup(group: readonly Read[], crew: ObserveCrew): Promise<Observed[]> {
  const pages = (await crew.run(group.flatMap(({ task }) => task ?? []))).values();
  return group.map(({ input, task, fault }): Observed => {
    if (!task) return { input, fault: fault as RecordFault };
    const page = pages.next().value!;
    return 'failure' in page
      ? { input, fault: { ...fault, error: `cannot be cleaned: ${page.failure}` } }
      : { input, rows: page.rows };
  });
}
