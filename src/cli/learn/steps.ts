import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CountStore } from '../../learn/engines/duckdb.js';
import { HEAD } from '../../learn/freeze.js';
import { selectSignatures } from '../../learn/select.js';
import { UsageError } from '../../problem.js';
import { writeWhole } from '../../write/file.js';
import { Interruption } from '../clean/interruption.js';
import type { EngineFlags, ThresholdFlags } from '../commands/learn.js';
import { ExitCode, type Io, write } from '../io.js';
import { outOf } from '../out.js';
import { siteFile } from './site-file.js';
import { thresholdsOf } from './thresholds.js';

interface StepFlags extends EngineFlags {
  out?: string;
  quiet?: boolean;
}

/** What a step that is stopped says of what it wrote. */
const NOTHING_STAYS = 'nothing half-written stays';

/**
 * Runs with a store of its own, of which nothing is left behind. Returns the exit code: that of a stopped run, where it was.
 * @param kept what to say of what a stopped run leaves.
 * @param stop ends what the run waits for beside the store.
 */
export async function withStore(
  flags: EngineFlags,
  io: Io,
  run: (store: CountStore, interruption: Interruption) => Promise<number>,
  kept = NOTHING_STAYS,
  stop = () => {},
): Promise<number> {
  let store: CountStore | undefined;
  const interruption = new Interruption(io, () => {
    store?.interrupt();
    stop();
  });
  try {
    return await inFolder(flags, io, async (opened) => {
      store = opened;
      interruption.check();
      return run(opened, interruption).finally(() => {
        store = undefined;
      });
    });
  } catch (error) {
    const why = interruption.reasonOf(error);
    if (why === undefined && /^Out of Memory/.test((error as Error).message))
      throw new UsageError('--memory: too little to count in; give more');
    if (why === undefined) throw error;
    if (why === 'closed') return ExitCode.Done;
    await write(io.stderr, `dechaff: stopped; ${kept}\n`);
    return ExitCode.Interrupted;
  } finally {
    interruption.end();
  }
}

async function inFolder<T>(
  { memory, temp, threads }: EngineFlags,
  io: Io,
  run: (store: CountStore) => Promise<T>,
): Promise<T> {
  const parent = temp === undefined ? tmpdir() : resolve(io.cwd, temp);
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'dechaff-learn-'));
  try {
    const store = await CountStore.open(join(folder, 'counts.duckdb'), {
      memory,
      folder,
      threads: Math.max(1, threads),
    });
    try {
      return await run(store);
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Parquet files that a path stands for: itself, or those of a folder, as other engines write them. */
function filesOf(path: string, cwd: string): string[] {
  const full = resolve(cwd, path);
  if (!existsSync(full))
    throw new UsageError(`${path}: no such file; give the counts that "learn --partial" wrote`);
  if (!statSync(full).isDirectory()) return [full];
  const names = readdirSync(full).filter((name) => name.endsWith('.parquet'));
  if (names.length === 0) throw new UsageError(`${path}: a folder without Parquet files`);
  return names.sort().map((name) => join(full, name));
}

async function addAll(store: CountStore, paths: readonly string[], io: Io): Promise<void> {
  for (const path of paths) {
    const files = filesOf(path, io.cwd);
    try {
      await store.addCounts(files);
    } catch (error) {
      throw new UsageError(
        `${path}: holds no counts of "learn --partial" (${(error as Error).message.split('\n')[0]})`,
      );
    }
  }
}

/** Writes the counts of a store to a file. */
export async function writeCounts(store: CountStore, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await store.writeCounts(path);
}

/** `learn merge`: counts of shards as one file. Returns the exit code. */
export async function mergeCounts(paths: readonly string[], flags: StepFlags, io: Io): Promise<number> {
  const out = outOf(flags.out, 'a .parquet file', io);
  return withStore(flags, io, async (store, interruption) => {
    await addAll(store, paths, io);
    interruption.check();
    await writeCounts(store, out);
    return ExitCode.Done;
  });
}

/** `learn freeze`: counts as signatures. Returns the exit code. */
export async function freezeCounts(
  paths: readonly string[],
  flags: StepFlags & ThresholdFlags,
  io: Io,
): Promise<number> {
  const out = outOf(flags.out, 'a folder', io);
  return withStore(flags, io, async (store) => {
    await addAll(store, paths, io);
    return freezeStore(store, out, flags, io);
  });
}

/** Selects and writes the signatures of a store, a file a site; files of sites that have none any more go. Returns the exit code. */
export async function freezeStore(
  store: CountStore,
  out: string,
  flags: ThresholdFlags & { quiet?: boolean },
  io: Io,
): Promise<number> {
  const limits = thresholdsOf(flags, io.cwd);
  const folder = join(out, 'sites');
  const old = new Set(
    existsSync(folder)
      ? readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'utf8').startsWith(HEAD))
      : [],
  );
  mkdirSync(folder, { recursive: true });
  let sites = 0;
  let count = 0;
  for await (const rows of store.frequent(limits.documents)) {
    const { site } = rows[0];
    const signatures = selectSignatures(rows, limits);
    if (signatures.length === 0) continue;
    const { name, text } = siteFile(site, signatures);
    writeWhole(join(folder, name), text);
    old.delete(name);
    sites++;
    count += signatures.length;
  }
  for (const name of old) rmSync(join(folder, name));
  if (!flags.quiet) await write(io.stderr, `${count} signatures of ${sites} sites\n`);
  return ExitCode.Done;
}
