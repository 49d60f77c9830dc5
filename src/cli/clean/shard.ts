import { createHash } from 'node:crypto';

/** One part of a work that is shared out. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** Whether something is of a shard: its name's SHA-256 says so, on every machine and in every version. */
export function isOfShard(name: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(name).digest().readUInt32BE() % count === index - 1;
}
