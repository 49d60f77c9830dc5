import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Crew } from '../../batch/crew.js';
import type { Settings } from '../../config/settings.js';
import type { CountRow } from '../../learn/observation.js';
import { UsageError } from '../../problem.js';
import { holdsRecords, type Input } from '../../read/input.js';
import type { RecordFault } from '../../read/record.js';
import { LEARN_WORKER_FILE } from '../../worker-file.js';
import { hashOf } from '../clean/fingerprint.js';
import { findInputs } from '../clean/inputs.js';
import { inputsOfShard } from '../clean/shard.js';
import type { LearnFlags } from '../commands/learn.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { outOf } from '../out.js';
import { settle } from '../settings.js';
import { type ObserveCrew, observeInputs } from './observe-inputs.js';
import { createPageObserver } from './observe-page.js';
import { Parts, partsFolder } from './parts.js';

/** Runs `learn`. Returns the exit code. */
export async function runLearn(paths: string[], flags: LearnFlags, io: Io): Promise<number> {
  const { values: settings } = await settle(flags, io.cwd);
  await checkEncoding(flags.encoding);
  if (flags.resume && (flags.observations || flags.gold !== undefined))
    throw new UsageError('--resume: only counting can be picked up, not --observations or --gold');
  const out = flags.observations ? '' : outOf(flags.out, flags.partial ? 'a .parquet file' : 'a folder', io);
  const { inputs, problems } = await findInputs(paths, flags, settings, io);
  for (const problem of problems) await write(io.stderr, `dechaff: ${problem}\n`);
  let failed = problems.length;
  if (inputs.length === 0) return ExitCode.Failed;
  if (flags.gold !== undefined) {
    const { learnFromGold } = await import('./gold.js');
    return Math.max(
      failed > 0 ? ExitCode.Failed : 0,
      await learnFromGold(inputs, settings.rules, out, flags, io),
    );
  }
  const setup = { settings, cwd: io.cwd };
  const model = await modelFor(settings, io.cwd);
  const crew: ObserveCrew = new Crew({
    here: createPageObserver(model),
    file: LEARN_WORKER_FILE,
    setup,
    jobs: flags.jobs ?? availableParallelism(),
    eager: flags.jobs !== undefined && (inputs.length > 1 || inputs.some(holdsRecords)),
    sizeOf: ({ document }) => document.text.length,
    failed: (failure) => ({ failure }),
  });
  const own = inputsOfShard(inputs, flags.shard);
  const say = (fault: string) => {
    failed++;
    return write(io.stderr, `dechaff: ${fault}\n`);
  };
  let code: number = ExitCode.Done;
  try {
    if (flags.observations)
      for await (const page of observeInputs(own, flags, crew)) {
        if ('fault' in page) await say(faultOf(page));
        await write(io.stdout, asLines(page));
      }
    else {
      const fingerprint = fingerprintOf(flags, settings, model.hash, io.cwd);
      code = await count(own, crew, out, fingerprint, say, flags, io);
    }
  } finally {
    await crew.close();
  }
  return code === ExitCode.Done && failed > 0 ? ExitCode.Failed : code;
}

type Page = { rows: CountRow[] } | { fault: RecordFault };

/** What a page adds as JSON Lines, the bits of `variety` as a whole number; one that adds nothing leaves a line that says why. */
function asLines(page: Page): string {
  if ('fault' in page) {
    const { id, line, error } = page.fault;
    return `${JSON.stringify({ id, line, error })}\n`;
  }
  return page.rows
    .map(({ variety, ...row }) => `${JSON.stringify(row).slice(0, -1)},"variety":${variety}}\n`)
    .join('');
}

const faultOf = ({ input, fault }: { input: Input; fault: RecordFault }) =>
  `${input.name}:${fault.line}: ${fault.error}`;

/** A hash of all that decides what is counted, but for the inputs. */
function fingerprintOf(flags: LearnFlags, settings: Settings, rulesHash: string, cwd: string): string {
  const { from, encoding, siteField, dateField, textField, htmlField, maxRecordSize, shard } = flags;
  const options = { from, encoding, siteField, dateField, textField, htmlField, maxRecordSize, shard };
  return hashOf(settings, rulesHash, cwd, options);
}

/** Counts inputs part by part, and freezes or writes what was counted. Returns the exit code. */
async function count(
  inputs: readonly Input[],
  crew: ObserveCrew,
  out: string,
  fingerprint: string,
  say: (fault: string) => Promise<void>,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  // The engine is a large package: who counts by another one may do without it.
  const { freezeStore, withStore, writeCounts } = await import('./steps.js');
  const parts = new Parts(partsFolder(out, flags.partial ?? false), fingerprint, flags.resume ?? false);
  const code = await withStore(
    flags,
    io,
    async (store, interruption) => {
      const add = async (some: readonly Input[], faults: string[]) => {
        for await (const page of observeInputs(some, flags, crew)) {
          // What reads small files and works here never lets a signal in.
          await setImmediate();
          interruption.check();
          if ('rows' in page) store.add(page.rows);
          else {
            faults.push(faultOf(page));
            await say(faultOf(page));
          }
        }
      };
      for (const part of parts.of(inputs)) {
        const found = parts.find(part);
        if (found) {
          await store.addCounts([part.path]);
          for (const fault of found) await say(fault);
          continue;
        }
        const faults: string[] = [];
        await add(part.inputs, faults);
        await store.setAside(part.path);
        parts.done(part, faults);
      }
      await add(parts.loose, []);
      interruption.check();
      if (!flags.partial) return freezeStore(store, out, flags, io);
      await writeCounts(store, out);
      return ExitCode.Done;
    },
    'what is counted stays, and --resume goes on from there',
    () => void crew.close(),
  );
  if (code === ExitCode.Done) parts.remove();
  return code;
}
