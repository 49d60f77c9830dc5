import { OUTPUTS, type PhraseTable, SLOTS } from './phrase-table.js';

/** A phrase table as `rules/learned/phrases.json` holds it. */
export interface PhraseFile {
  scale: number;
  bias: number[];
  /** Entries in use. */
  entries: number;
  /**
   * Base64 of, for each slot in use: how many slots on from the last one (seven bits a byte, least first, the eighth
   * says that more follow), how many entries, and each entry's output and weight.
   */
  data: string;
}

/** Packs a table: most slots are empty. */
export function packPhrases({ first, output, weight, scale, bias }: PhraseTable): PhraseFile {
  const bytes: number[] = [];
  let last = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const count = first[slot + 1] - first[slot];
    if (count === 0) continue;
    let gap = slot - last;
    for (; gap > 127; gap >>>= 7) bytes.push((gap & 127) | 128);
    bytes.push(gap, count);
    for (let e = first[slot]; e < first[slot + 1]; e++) bytes.push(output[e], weight[e] & 255);
    last = slot;
  }
  const data = Buffer.from(bytes).toString('base64');
  return { scale, bias: Array.from(bias, (b) => Number(b.toFixed(4))), entries: output.length, data };
}

/** The table that `packPhrases` packed. */
export function unpackPhrases({ scale, bias, entries, data }: PhraseFile): PhraseTable {
  const bytes = Buffer.from(data, 'base64');
  const table: PhraseTable = {
    first: new Int32Array(SLOTS + 1),
    used: new Uint8Array(SLOTS / 8),
    output: new Uint8Array(entries),
    weight: new Int8Array(entries),
    scale,
    bias: Float32Array.from({ length: OUTPUTS }, (_, i) => bias[i]),
  };
  let slot = 0;
  let next = 0;
  let entry = 0;
  for (let at = 0; at < bytes.length; ) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      gap |= (bytes[at] & 127) << shift;
      if (bytes[at++] < 128) break;
    }
    slot += gap;
    // Empty slots up to this one begin where it does.
    table.first.fill(entry, next, slot + 1);
    next = slot + 1;
    table.used[slot >> 3] |= 1 << (slot & 7);
    for (let left = bytes[at++]; left > 0; left--, entry++) {
      table.output[entry] = bytes[at++];
      table.weight[entry] = (bytes[at++] << 24) >> 24;
    }
  }
  table.first.fill(entry, next);
  return table;
}
