import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { UsageError } from '../../problem.js';
import { hashFile, shortDigest } from '../../read/hash-file.js';
import { holdsRecords, type Input } from '../../read/input.js';
import type { EarlierRuns, Found, Journal, JournalPlace } from '../../write/journal.js';
import type { CleanFlags } from '../commands/clean.js';
import type { Plan } from './plan.js';
import { partName } from './shard.js';
import type { Counted } from './tally.js';

/**
 * Where a run that writes into a folder keeps its journal; others have none. Shards that share the folder have one each. Throws
 * `UsageError` where one is asked for all the same.
 */
export function journalPlace(
  { target, report, reportFile }: Plan,
  { resume = false, shard }: CleanFlags,
  fingerprint: () => string,
): JournalPlace | undefined {
  if (resume && target.kind !== 'folder')
    throw new UsageError('--resume: only a run that writes into a folder can be picked up; give -o FOLDER/');
  if (resume && report !== undefined && reportFile === undefined)
    throw new UsageError('--resume: a report on standard output cannot be picked up; give it a file');
  if (target.kind !== 'folder') return undefined;
  const folder = join(target.path, '.dechaff', shard ? partName(shard) : '');
  return { out: target.path, folder, fingerprint: fingerprint(), report: reportFile };
}

/** An input that is to be read, the hash of it once it is, where a journal is kept, and what an earlier run made of it, if that still holds. */
export interface KnownInput {
  input: Input;
  source(): string | undefined;
  found?: Found<Counted>;
}

/** What a journal knows of inputs. */
export function knownOf(
  journal: Journal<Counted> | EarlierRuns<Counted> | undefined,
  nameOf: (input: Input) => string,
): (input: Input) => KnownInput {
  return (input) => {
    if (!journal || input.path === undefined) return { input, source: () => undefined };
    // A small file is opened twice only where the journal may know it.
    if (!journal.knows(nameOf(input)) && !holdsRecords(input)) return hashedAsRead(input);
    const source = hashFile(input.path);
    return { input, source: () => source, found: journal.find(nameOf(input), source) };
  };
}

/** Hashes what is read of an input; there is no hash of a part. */
function hashedAsRead(input: Input): KnownInput {
  const hash = createHash('sha256');
  let source: string | undefined;
  async function* bytes() {
    for await (const chunk of input.bytes()) {
      hash.update(chunk);
      yield chunk;
    }
    source = shortDigest(hash);
  }
  return { input: { ...input, bytes }, source: () => source };
}
