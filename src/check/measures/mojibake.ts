import type { Measure } from '../types.js';
import { inParagraphs, type Mark } from './in-paragraphs.js';

/** Characters that windows-1252 puts at bytes 80 to 9F, in order; what it leaves open stays a control character. */
const UPPER =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const BYTES = new Map<number, number>();
for (let byte = 0x80; byte < 0x100; byte++) BYTES.set(byte, byte);
for (let i = 0; i < UPPER.length; i++) BYTES.set(UPPER.charCodeAt(i), 0x80 + i);

/** Runs of characters that have a byte from 80 on. */
const RUN = new RegExp(`[\u0080-\u00ff${UPPER}]{2,}`, 'g');
/** UTF-8 read as Mac Roman: quotation marks and accented letters. */
const MAC_ROMAN = /‚Ä[ôúùìîò¶¢]|√[©®±≥∏¢¥°§ºΩ]/g;
/** Control characters from 80 on, but for the line break NEL. */
const CONTROLS = /[\u0080-\u0084\u0086-\u009f]+/g;

/** So many rare sequences in a row are no chance; one may be a word's last letter and a quotation mark. */
const WEAK_ROW = 3;

/** Bytes of the UTF-8 sequence at `i`, or 0 where there is none. */
function sequenceLength(bytes: readonly number[], i: number): number {
  const lead = bytes[i];
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if (bytes[i + k] < 0x80 || bytes[i + k] > 0xbf) return 0;
  return length;
}

/** Sequences that no text has by chance: Latin letters and signs, general punctuation, emoji, byte order and replacement marks. */
function isStrong(bytes: readonly number[], i: number): boolean {
  const [lead, next, third] = bytes.slice(i, i + 3);
  if (lead === 0xc2 || lead === 0xc3) return true;
  if (lead === 0xe2) return next >= 0x80 && next <= 0x84;
  if (lead === 0xef) return (next === 0xbb && third === 0xbf) || (next === 0xbf && third === 0xbd);
  return lead === 0xf0 && next === 0x9f;
}

/** Stretches of a run that are UTF-8: whole bytes where there should be characters. */
function sequences(run: string, offset: number): Mark[] {
  const bytes = Array.from(run, (c) => BYTES.get(c.charCodeAt(0))!);
  const marks: Mark[] = [];
  for (let i = 0; i < bytes.length; ) {
    let to = i;
    let row = 0;
    let strong = false;
    for (let length = sequenceLength(bytes, to); length > 0; length = sequenceLength(bytes, to)) {
      strong ||= isStrong(bytes, to);
      row++;
      to += length;
    }
    if (strong || row >= WEAK_ROW)
      marks.push({ start: offset + i, end: offset + to, name: 'wrongly decoded characters' });
    i = Math.max(to, i + 1);
  }
  return marks;
}

/** Places where a text was decoded with the wrong character set, sorted. */
export function findMojibake(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const { index, 0: run } of text.matchAll(RUN)) marks.push(...sequences(run, index));
  for (const [pattern, name] of [
    [MAC_ROMAN, 'wrongly decoded characters'],
    [CONTROLS, 'control characters of a wrong decoding'],
  ] as const)
    for (const { index, 0: match } of text.matchAll(pattern))
      if (!marks.some(({ start, end }) => index >= start && index < end))
        marks.push({ start: index, end: index + match.length, name });
  return marks.sort((a, b) => a.start - b.start);
}

/** Text that was decoded with the wrong character set. */
export const mojibake: Measure = {
  id: 'mojibake',
  what: 'text that was decoded with the wrong character set',
  why: 'UTF-8 read as windows-1252 or Mac Roman; words with such characters are words of no language.',
  help: 'Decode the source again, as UTF-8; where it is gone, repair the text (ftfy does).',
  level: 'error',
  flags: [],
  look: (facts) => inParagraphs('mojibake', facts, findMojibake(facts.page.text)),
};
