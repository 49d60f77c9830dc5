/** What is compared of a signature: its mark by site, whatever its counts. */
export interface FrozenSignature {
  site: string;
  id: string;
  example: string;
  documents: number;
  of: number;
}

/** What came, what went, and how many stayed, sorted by site and id. */
export interface SignatureDiff {
  added: FrozenSignature[];
  removed: FrozenSignature[];
  kept: number;
}

const keyOf = ({ site, id }: FrozenSignature) => `${site} ${id}`;

/** Compares two sets of signatures. */
export function diffSignatures(
  old: readonly FrozenSignature[],
  now: readonly FrozenSignature[],
): SignatureDiff {
  const before = new Set(old.map(keyOf));
  const after = new Set(now.map(keyOf));
  const sorted = (list: FrozenSignature[]) => list.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const added = sorted(now.filter((s) => !before.has(keyOf(s))));
  return {
    added,
    removed: sorted(old.filter((s) => !after.has(keyOf(s)))),
    kept: after.size - added.length,
  };
}
