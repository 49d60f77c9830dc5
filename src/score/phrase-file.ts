import { entriesOf, OUTPUTS, type PhraseTable, PhraseTableBuilder, SLOTS } from './phrase-table.js';

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
export function packPhrases(table: PhraseTable): PhraseFile {
  const bytes: number[] = [];
  let last = 0;
  let all = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    const entries = entriesOf(table, slot);
    if (entries.length === 0) continue;
    let gap = slot - last;
    for (; gap > 127; gap >>>= 7) bytes.push((gap & 127) | 128);
    bytes.push(gap, entries.length / 2);
    for (const number of entries) bytes.push(number & 255);
    all += entries.length / 2;
    last = slot;
  }
  const data = Buffer.from(bytes).toString('base64');
  return {
    scale: table.scale,
    bias: Array.from(table.bias, (b) => Number(b.toFixed(4))),
    entries: all,
    data,
  };
}

/** The table that `packPhrases` packed. */
export function unpackPhrases({ scale, bias, data }: PhraseFile): PhraseTable {
  const bytes = Buffer.from(data, 'base64');
  const builder = new PhraseTableBuilder();
  let slot = 0;
  for (let at = 0; at < bytes.length; ) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      gap |= (bytes[at] & 127) << shift;
      if (bytes[at++] < 128) break;
    }
    slot += gap;
    const entries: number[] = [];
    for (let left = bytes[at++]; left > 0; left--) entries.push(bytes[at++], (bytes[at++] << 24) >> 24);
    builder.add(slot, entries);
  }
  return builder.build(
    scale,
    Float32Array.from({ length: OUTPUTS }, (_, i) => bias[i]),
  );
}
