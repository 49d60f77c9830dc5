/** What is counted: whole paragraphs, paragraphs with slots, near ones, short sentences at a paragraph's edge, and the pages themselves. */
export const COUNT_KINDS = ['exact', 'template', 'near', 'phrase', 'site'] as const;
export type CountKind = (typeof COUNT_KINDS)[number];

/** Fifths of a page, top to bottom: the classes of the position profile. */
export const PLACE_BINS = 5;

/** One row of counts; what one page adds to it has `documents` 1. All of it adds up in any order. */
export interface CountRow {
  site: string;
  kind: CountKind;
  /** 16 hex digits; empty for the row of a site. */
  key: string;
  /** What the model takes it for. */
  role: string;
  /** The shape of a template or the words of a phrase; empty for other kinds. */
  template: string;
  documents: number;
  /** Documents in which the model keeps it as part of the article. */
  article: number;
  /** ISO 8601 days; empty where none is known. */
  first_seen: string | null;
  last_seen: string | null;
  place_1: number;
  place_2: number;
  place_3: number;
  place_4: number;
  place_5: number;
  /** One bit for each page's longest paragraph, by its hash, of 63: how many different pages, whatever the copies. */
  variety: bigint;
  /** The texts with the least and the largest hash, behind that hash: two witnesses that no order changes. */
  low: string;
  high: string;
}

/** Digits of the hash that stands before a witness, and the blank behind it. */
const HASH_DIGITS = 9;

/** A text as a witness. `hash`: 32 bits. */
export function toWitness(hash: number, text: string): string {
  return `${(hash >>> 0).toString(16).padStart(HASH_DIGITS - 1, '0')} ${text}`;
}

/** The text of a witness. */
export function witnessText(witness: string): string {
  return witness.slice(HASH_DIGITS);
}

/** 64 bits over a text's code units, as 16 hex digits (two FNV-like hashes). */
export function hashText(text: string): string {
  let a = 0x811c9dc5 | 0;
  let b = 5381;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b, 33) ^ text.charCodeAt(i);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
