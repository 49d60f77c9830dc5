import { createHash } from 'node:crypto';
import { holdsRecords, type Input } from '../../read/input.js';
import { type InputItem, isFault } from '../../read/record.js';

/** One part of a work that is shared out. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** As file names tell a shard: `2-of-3`. */
export const partName = ({ index, count }: Shard) => `${index}-of-${count}`;

/** Whether something is of a shard: its name's SHA-256 says so, on every machine and in every version. */
function isOfShard(name: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(name).digest().readUInt32BE() % count === index - 1;
}

/** The inputs of a shard. Those that hold records are shared out record by record, by `takesRecord`. */
export function inputsOfShard(inputs: readonly Input[], shard: Shard | undefined): readonly Input[] {
  return shard ? inputs.filter((input) => holdsRecords(input) || isOfShard(input.below, shard)) : inputs;
}

/** Whether a record of an input that holds several is of a shard. */
export function takesRecord(item: InputItem, shard: Shard | undefined): boolean {
  return !shard || isOfShard((isFault(item) ? item.id : item.document.id) ?? `record-${item.line}`, shard);
}
