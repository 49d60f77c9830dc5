import { join } from 'node:path';
import { UsageError } from '../../problem.js';
import { hashFile } from '../../read/hash-file.js';
import type { Input } from '../../read/input.js';
import type { EarlierRuns, Journal, JournalPlace } from '../../write/journal.js';
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

/** What a journal knows of an input. */
export function knownOf(
  journal: Journal<Counted> | EarlierRuns<Counted> | undefined,
  nameOf: (input: Input) => string,
) {
  return (input: Input) => {
    if (!journal || input.path === undefined) return {};
    const source = hashFile(input.path);
    return { source, found: journal.find(nameOf(input), source) };
  };
}
