import { describe, expect, it } from 'vitest';
import { parseText } from '../../src/parse/text.js';
import { tokenise } from '../../src/parse/tokens.js';
import { ROLES } from '../../src/roles.js';
import { packPhrases, unpackPhrases } from '../../src/score/phrase-file.js';
import {
  entriesOf,
  MOST_NGRAMS,
  NO_PHRASES,
  ngramSlots,
  OUTPUTS,
  type PhraseTable,
  PhraseTableBuilder,
  scorePhrases,
} from '../../src/score/phrase-table.js';

function slotsOf(text: string): number[] {
  const tokens = tokenise(parseText(text));
  const out = new Int32Array(MOST_NGRAMS);
  return [...out.subarray(0, ngramSlots(tokens, 0, tokens.first[1], out))];
}

/** A table in which the n-grams of some texts have weights. */
function tableOf(entries: [text: string, output: number, weight: number][]): PhraseTable {
  const bySlot = new Map<number, number[]>();
  for (const [text, output, weight] of entries)
    for (const slot of slotsOf(text)) bySlot.set(slot, [...(bySlot.get(slot) ?? []), output, weight]);
  const builder = new PhraseTableBuilder();
  for (const slot of [...bySlot.keys()].sort((a, b) => a - b)) builder.add(slot, bySlot.get(slot)!);
  return builder.build(0.1, new Float32Array(OUTPUTS));
}

const table = tableOf([
  ['Log in', 0, 100],
  ['Log in', 1 + ROLES.indexOf('account-prompt'), 90],
]);

describe('phrase table', () => {
  it('reads words, pairs and threes, with the edges as words', () => {
    expect(slotsOf('Log in')).toHaveLength(7);
    expect(slotsOf('Log in!')).toEqual(slotsOf('log IN'));
  });

  it('reads the head and the tail of a long paragraph', () => {
    expect(slotsOf(`${'word '.repeat(500)}end`).length).toBeLessThanOrEqual(MOST_NGRAMS);
  });

  it('scores what it knows, and says how much it knows', () => {
    const text = 'Log in\nThe ferry sails at nine';
    const { phrase, known, roles } = scorePhrases(tokenise(parseText(text)), 2, table);
    expect(phrase[0]).toBeGreaterThan(5);
    expect(phrase[1]).toBe(0);
    expect([...known]).toEqual([1, 0]);
    const first = roles.subarray(0, ROLES.length);
    expect(ROLES[first.indexOf(Math.max(...first))]).toBe('account-prompt');
  });

  it('holds one weight of a slot, two, or many', () => {
    const all = Array.from({ length: OUTPUTS }, (_, o) => [o, o % 2 ? 127 : -127]).flat();
    const lists = [[0, -127], [3, 127, 24, -1], [0, 1, 1, -2, 2, 3], all, []];
    const builder = new PhraseTableBuilder();
    const slots = [0, 31, 32, 40, 41];
    slots.slice(0, 4).forEach((slot, i) => {
      builder.add(slot, lists[i]);
    });
    const built = builder.build(1, new Float32Array(OUTPUTS));
    expect(slots.map((slot) => entriesOf(built, slot))).toEqual(lists);
  });

  it('comes back from its file as it was', () => {
    expect(unpackPhrases(packPhrases(table))).toEqual(table);
    expect(unpackPhrases(packPhrases(NO_PHRASES))).toEqual(NO_PHRASES);
  });
});
