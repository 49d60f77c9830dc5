/** Stretches of words up to this many on one side and the other are aligned word by word; larger ones by threes. */
const SMALL = 40_000;
/** Within so few words of a page a single shared word is no chance. */
const NEAR = 30;
const LEAST_RUN = 3;
/** Runs out of order are no shorter, and no more of them are looked for. */
const LEAST_ANYWHERE = 8;
const MOST_TURNS = 200;

interface Span {
  from: number;
  to: number;
  goldFrom: number;
  goldTo: number;
}

interface Run {
  from: number;
  gold: number;
  length: number;
}

/** Words of both texts, and each three in a row, as numbers; where the gold text has each of them. */
interface Units {
  ids: Int32Array;
  goldIds: Int32Array;
  places: number[][];
  threes: Int32Array;
  goldThrees: Int32Array;
  threePlaces: number[][];
}

/** Numbers for the words of a page: those that the gold text has not are -1. */
function numberWords(words: readonly string[], gold: readonly string[]): [Int32Array, Int32Array] {
  const ids = new Map<string, number>();
  for (const word of gold) if (!ids.has(word)) ids.set(word, ids.size);
  const goldIds = Int32Array.from(gold, (word) => ids.get(word)!);
  return [Int32Array.from(words, (word) => ids.get(word) ?? -1), goldIds];
}

/** Numbers for each three words in a row, by those of the gold text. */
function numberThrees(words: Int32Array, gold: Int32Array): [Int32Array, Int32Array] {
  const key = (ids: Int32Array, at: number) => `${ids[at]} ${ids[at + 1]} ${ids[at + 2]}`;
  const threes = (ids: Int32Array) =>
    Array.from({ length: Math.max(0, ids.length - 2) }, (_, at) => key(ids, at));
  return numberWords(threes(words), threes(gold));
}

function placesOf(ids: Int32Array, counts: (at: number) => boolean = () => true): number[][] {
  const places: number[][] = [];
  ids.forEach((id, at) => {
    if (!counts(at)) return;
    places[id] ??= [];
    places[id].push(at);
  });
  return places;
}

/** The longest run of units that both spans share, as Ratcliff and Obershelp (1988) look for it. */
function longestRun(units: Int32Array, places: number[][], { from, to, goldFrom, goldTo }: Span): Run {
  const best: Run = { from, gold: goldFrom, length: 0 };
  let lengths = new Map<number, number>();
  for (let at = from; at < to; at++) {
    const next = new Map<number, number>();
    for (const gold of places[units[at]] ?? []) {
      if (gold < goldFrom) continue;
      if (gold >= goldTo) break;
      const length = (lengths.get(gold - 1) ?? 0) + 1;
      next.set(gold, length);
      if (length > best.length)
        Object.assign(best, { from: at - length + 1, gold: gold - length + 1, length });
    }
    lengths = next;
  }
  return best;
}

/** Aligns what lies in order between both texts; what it takes is marked in both. */
function alignInOrder(units: Units, matched: Uint8Array, used: Uint8Array): void {
  const { ids, goldIds, places, threes, threePlaces } = units;
  const spans: Span[] = [{ from: 0, to: ids.length, goldFrom: 0, goldTo: goldIds.length }];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const { from, to, goldFrom, goldTo } = span;
    if (from >= to || goldFrom >= goldTo) continue;
    const isSmall = (to - from) * (goldTo - goldFrom) <= SMALL;
    const run = isSmall
      ? longestRun(ids, places, span)
      : longestRun(threes, threePlaces, { from, to: to - 2, goldFrom, goldTo: goldTo - 2 });
    if (run.length > 0 && !isSmall) run.length += 2;
    if (run.length === 0 || (run.length < LEAST_RUN && to - from > NEAR)) continue;
    matched.fill(1, run.from, run.from + run.length);
    used.fill(1, run.gold, run.gold + run.length);
    spans.push({ from, to: run.from, goldFrom, goldTo: run.gold });
    spans.push({ from: run.from + run.length, to, goldFrom: run.gold + run.length, goldTo });
  }
}

/** Takes long runs that are left in both texts, wherever they stand: some gold texts have another order than their page. */
function alignAnywhere({ threes, goldThrees }: Units, matched: Uint8Array, used: Uint8Array): void {
  const all = { from: 0, to: threes.length, goldFrom: 0, goldTo: goldThrees.length };
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const free = threes.map((id, at) => (matched[at] | matched[at + 1] | matched[at + 2] ? -1 : id));
    const places = placesOf(goldThrees, (at) => (used[at] | used[at + 1] | used[at + 2]) === 0);
    const run = longestRun(free, places, all);
    if (run.length + 2 < LEAST_ANYWHERE) return;
    matched.fill(1, run.from, run.from + run.length + 2);
    used.fill(1, run.gold, run.gold + run.length + 2);
  }
}

/**
 * Which words of a page stand in a gold text: 1 for each that does. Longest shared runs first, then what lies before and
 * after them, so that a copy of the first lines elsewhere stays out; at last long runs that stand in another order.
 */
export function alignWords(words: readonly string[], gold: readonly string[]): Uint8Array {
  const [ids, goldIds] = numberWords(words, gold);
  const [threes, goldThrees] = numberThrees(ids, goldIds);
  const units = {
    ids,
    goldIds,
    places: placesOf(goldIds),
    threes,
    goldThrees,
    threePlaces: placesOf(goldThrees),
  };
  const matched = new Uint8Array(words.length);
  const used = new Uint8Array(gold.length);
  alignInOrder(units, matched, used);
  alignAnywhere(units, matched, used);
  return matched;
}
