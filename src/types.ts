import type { Piece } from './compile/text.js';
import type { Role } from './roles.js';

export type { Role } from './roles.js';

/** One page as it came in. */
export interface Document {
  /** Stable name of the document in reports: its path, its record id, or `stdin`. */
  id: string;
  /** Path as the user gave it, where the document is a file. */
  path?: string;
  url?: string;
  /** The decoded text. All offsets count its UTF-16 code units. */
  text: string;
}

/** How a paragraph's first line is marked as an item of a list. */
export type Bullet = 'none' | 'mark' | 'number';

/** The smallest unit that is kept or removed; `text.slice(start, end)` is its text, without outer white space. */
export interface Paragraph {
  type: 'paragraph';
  /** Place among the paragraphs of the document, from 0. */
  index: number;
  /** Line on which it begins, from 1. */
  line: number;
  /** First and one-past-last UTF-16 code unit. */
  start: number;
  end: number;
  /** Blank lines right before it. */
  blankBefore: number;
  /** Columns of white space before its first character. */
  indent: number;
  bullet: Bullet;
  /** Source lines that were joined into it. */
  lines: number;
  /** Set on the second and further parts of a line that was split at sentence boundaries. */
  part?: boolean;
}

/** The tree that runs through the pipeline: a document of paragraphs (unist). */
export interface Page {
  type: 'page';
  text: string;
  children: Paragraph[];
}

/** One reason for or against removing a paragraph. */
export interface Evidence {
  /** Full id of a rule (`en/donation-appeal`) or name of a feature (`feature/words`). */
  rule: string;
  /** Log-odds (natural logarithm) it adds to "not part of the article". */
  weight: number;
  /** Where it was seen, as offsets into the document's text. */
  start: number;
  end: number;
  /** The reason in words. */
  why: string;
}

/** What was decided for one paragraph. */
export interface Verdict {
  role: Role;
  keep: boolean;
  /** Probability, 0 to 1, that the paragraph does not belong to the article. */
  score: number;
  /** Strongest first. */
  evidence: Evidence[];
}

/** What the page says of its article. */
export interface Metadata {
  headline?: string;
  byline?: string;
  dateline?: string;
}

/** A cleaned document. */
export interface Result {
  document: Document;
  paragraphs: Paragraph[];
  /** One a paragraph, in the same order. */
  verdicts: Verdict[];
  metadata: Metadata;
  /** ISO 639-1 code, or `und`. */
  language: string;
  /** The clean text. */
  text: string;
  /** Where each kept paragraph stands in it. */
  pieces: Piece[];
}
