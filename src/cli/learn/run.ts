import { availableParallelism } from 'node:os';
import { Crew } from '../../batch/crew.js';
import type { CountRow } from '../../learn/observation.js';
import { holdsRecords } from '../../read/input.js';
import type { RecordFault } from '../../read/record.js';
import { LEARN_WORKER_FILE } from '../../worker-file.js';
import { findInputs } from '../clean/inputs.js';
import type { LearnFlags } from '../commands/learn.js';
import { checkEncoding } from '../encoding.js';
import { ExitCode, type Io, write } from '../io.js';
import { modelFor } from '../model.js';
import { outOf } from '../out.js';
import { settle } from '../settings.js';
import { type ObserveCrew, observeInputs } from './observe-inputs.js';
import { createPageObserver } from './observe-page.js';

/** Runs `learn`. Returns the exit code. */
export async function runLearn(paths: string[], flags: LearnFlags, io: Io): Promise<number> {
  const { values: settings } = await settle(flags, io.cwd);
  await checkEncoding(flags.encoding);
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
  const crew: ObserveCrew = new Crew({
    here: createPageObserver(await modelFor(settings, io.cwd)),
    file: LEARN_WORKER_FILE,
    setup,
    jobs: flags.jobs ?? availableParallelism(),
    eager: flags.jobs !== undefined && (inputs.length > 1 || inputs.some(holdsRecords)),
    sizeOf: ({ document }) => document.text.length,
    failed: (failure) => ({ failure }),
  });
  const observeAll = async (take: Take) => {
    for await (const page of observeInputs(inputs, flags, crew)) {
      if ('fault' in page) {
        failed++;
        await write(io.stderr, `dechaff: ${page.input.name}:${page.fault.line}: ${page.fault.error}\n`);
      }
      await take(page);
    }
  };
  try {
    if (flags.observations) await observeAll((page) => write(io.stdout, asLines(page)));
    else await count(observeAll, out, flags, io);
  } finally {
    await crew.close();
  }
  return failed > 0 ? ExitCode.Failed : ExitCode.Done;
}

type Page = { rows: CountRow[] } | { fault: RecordFault };
type Take = (page: Page) => void | Promise<void>;

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

async function count(
  observeAll: (take: Take) => Promise<void>,
  out: string,
  flags: LearnFlags,
  io: Io,
): Promise<void> {
  // The engine is a large package: who counts by another one may do without it.
  const { freezeStore, withStore, writeCounts } = await import('./steps.js');
  await withStore(flags, io, async (store) => {
    await observeAll((page) => {
      if ('rows' in page) store.add(page.rows);
    });
    if (flags.partial) await writeCounts(store, out);
    else await freezeStore(store, out, flags, io);
  });
}
