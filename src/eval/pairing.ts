/** Something that has a partner of the same id on the other side. */
export interface Identified {
  id: string;
}

/** Which of two sides belong together, in the order of the first one. */
export interface Pairing<P, G> {
  pairs: [P, G][];
  /** Those without a partner. */
  onlyPredicted: P[];
  onlyGold: G[];
}

/** The id without the ending of its last part: `news/page.clean.txt` is `news/page.clean`. */
function stemOf(id: string): string {
  return id.replace(/(?<=[^/])\.[a-z][a-z0-9]*$/i, '');
}

/** Members by key, those left out whose key is not theirs alone. */
function byKey<T extends Identified>(side: Iterable<T>, key: (id: string) => string): Map<string, T> {
  const found = new Map<string, T | undefined>();
  for (const member of side) {
    const name = key(member.id);
    found.set(name, found.has(name) ? undefined : member);
  }
  return new Map([...found].filter((entry): entry is [string, T] => entry[1] !== undefined));
}

/** Pairs by id, then by id without ending, where that is unequivocal. Ids of one side must differ. */
export function pairById<P extends Identified, G extends Identified>(
  predicted: readonly P[],
  gold: readonly G[],
): Pairing<P, G> {
  const partner = new Map<P, G>();
  const open = { predicted: new Set(predicted), gold: new Set(gold) };
  for (const key of [(id: string) => id, stemOf]) {
    const golds = byKey(open.gold, key);
    for (const [name, member] of byKey(open.predicted, key)) {
      const match = golds.get(name);
      if (!match) continue;
      partner.set(member, match);
      open.predicted.delete(member);
      open.gold.delete(match);
    }
  }
  return {
    pairs: predicted.flatMap((member) =>
      partner.has(member) ? [[member, partner.get(member)!] as [P, G]] : [],
    ),
    onlyPredicted: [...open.predicted],
    onlyGold: [...open.gold],
  };
}
