import type { CountRow } from '../../learn/observation.js';
import { observe } from '../../learn/observe.js';
import { createProcessor, processDocument } from '../../processor.js';
import { holdsRecords, type Input, readInput } from '../../read/input.js';
import { type InputRecord, isFault } from '../../read/record.js';
import { findInputs } from '../clean/inputs.js';
import { inputsOfShard, takesRecord } from '../clean/shard.js';
import type { LearnFlags } from '../commands/learn.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { settle } from '../settings.js';
import { siteOfRecord } from '../site.js';
import { freezeStore, outOf, withStore, writeCounts } from './steps.js';

/** Runs `learn`. Returns the exit code. */
export async function runLearn(paths: string[], flags: LearnFlags, io: Io): Promise<number> {
  const { values: settings } = await settle(flags, io.cwd);
  await checkEncoding(flags.encoding);
  const out = flags.observations
    ? ''
    : outOf(flags.out, flags.partial ? 'a .parquet file' : 'a folder', io.cwd);
  const found = await findInputs(paths, flags, settings, io);
  for (const problem of found.problems) await write(io.stderr, `dechaff: ${problem}\n`);
  let failed = found.problems.length;
  if (found.inputs.length === 0) return ExitCode.Failed;
  const processor = createProcessor({ model: await modelFor(settings, io.cwd), language: false });
  const readAll = async (take: (rows: CountRow[]) => void | Promise<void>) => {
    failed += await observeAll(found.inputs, flags, io, processor, take);
  };
  const code = flags.observations
    ? await readAll((rows) => write(io.stdout, rows.map(asLine).join(''))).then(() => ExitCode.Done)
    : await withStore(flags, io, async (store) => {
        await readAll((rows) => store.add(rows));
        if (!flags.partial) return freezeStore(store, out, flags, io);
        await writeCounts(store, out);
        return ExitCode.Done;
      });
  return failed > 0 ? ExitCode.Failed : code;
}

/** A row as JSON: the bits of `variety` as a whole number. */
function asLine(row: CountRow): string {
  const { variety, ...rest } = row;
  return `${JSON.stringify(rest).slice(0, -1)},"variety":${variety}}\n`;
}

/** Reads and cleans record after record and hands on what each adds. Returns how many failed. */
async function observeAll(
  inputs: readonly Input[],
  flags: LearnFlags,
  io: Io,
  processor: ReturnType<typeof createProcessor>,
  take: (rows: CountRow[]) => void | Promise<void>,
): Promise<number> {
  const { encoding, maxRecordSize, textField, htmlField, shard } = flags;
  let failed = 0;
  const complain = async (input: Input, line: number, message: string) => {
    failed++;
    await write(io.stderr, `dechaff: ${input.name}:${line}: ${message}\n`);
  };
  for (const input of inputsOfShard(inputs, shard))
    for await (const item of readInput(input, { encoding, maxRecordSize, textField, htmlField })) {
      if (holdsRecords(input) && !takesRecord(item, shard)) continue;
      if (isFault(item)) {
        await complain(input, item.line, item.error);
        continue;
      }
      const site = siteOfRecord(item, input, flags.siteField);
      if (site === undefined)
        await complain(
          input,
          item.line,
          'of no known site: give a "url", --site-field, or a folder for each site',
        );
      else
        await take(
          observe(await processDocument(processor, item.document), site, dayOf(item, flags.dateField)),
        );
    }
  return failed;
}

/** The day of a record, in ISO 8601; empty where it says none. */
function dayOf({ fields }: InputRecord, field: string): string {
  const value = fields?.[field];
  const text = value instanceof Date ? value.toISOString() : value;
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : '';
}
