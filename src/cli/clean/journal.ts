import { UsageError } from '../../problem.js';
import { hashFile } from '../../read/hash-file.js';
import type { Input } from '../../read/input.js';
import { Journal } from '../../write/journal.js';
import type { CleanFlags } from '../commands/clean.js';
import type { Plan } from './plan.js';
import type { Counted } from './tally.js';

/** The journal of a run that writes into a folder; others have none. Throws `UsageError` where one is asked for all the same. */
export function openJournal(
  { target, report, reportFile }: Plan,
  { resume = false }: CleanFlags,
  fingerprint: () => string,
): Journal<Counted> | undefined {
  if (resume && target.kind !== 'folder')
    throw new UsageError('--resume: only a run that writes into a folder can be picked up; give -o FOLDER/');
  if (resume && report !== undefined && reportFile === undefined)
    throw new UsageError('--resume: a report on standard output cannot be picked up; give it a file');
  if (target.kind !== 'folder') return undefined;
  return new Journal<Counted>(target.path, fingerprint(), reportFile, resume);
}

/** What a journal knows of an input. */
export function knownOf(journal: Journal<Counted> | undefined, nameOf: (input: Input) => string) {
  return (input: Input) => {
    if (!journal || input.path === undefined) return {};
    const source = hashFile(input.path);
    return { source, found: journal.find(nameOf(input), source) };
  };
}
