import type { Comparison } from './compile/comparison.js';
import type { Role } from './roles.js';

export type { Role } from './roles.js';

/** One page as it came in. */
export interface Document {
  /** Stable name of the document in reports: its path, its record id, or `stdin`. */
  id: string;
  /** Path as the user gave it, where the document is a file. */
  path?: string;
  url?: string;
  /** Name of the site it is of, where rules go by a name and not by the address. */
  site?: string;
  /** How `text` is to be read; plain text if left out. */
  format?: 'text' | 'html' | 'markdown';
  /** The decoded input. All offsets that users see count its UTF-16 code units. */
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
  /** Number of its innermost block element in `Markup.elements`, where the page has markup. */
  block?: number;
  /** Its block in `Markup.source` with the marks that make it one (`#`, `>`, a bullet), from the first of them on; in Markdown. */
  sourceStart?: number;
  sourceEnd?: number;
}

/** One element of a page's markup, in document order: a parent stands before its children. */
export interface MarkupElement {
  /** Tag name in small letters; in Markdown, that of the HTML it stands for. */
  tag: string;
  /** Number of its parent, -1 for the outermost. */
  parent: number;
  /** Words of its `class`, `id`, `role`, `itemprop` and `data-testid`, in small letters. */
  tokens: readonly string[];
  /** Where its text stands in the page's text. */
  start: number;
  end: number;
  /** Code units of that text that stand in links. */
  linked: number;
  /** The page hides it (by `hidden`, `aria-hidden` or its style). */
  hidden: boolean;
  /** Number that an item of an ordered list bears, where the page says so. */
  ordinal?: number;
}

/** A stretch of a page's text that its markup sets apart. */
export interface Inline {
  kind: 'link' | 'emphasis' | 'strong' | 'code' | 'image';
  start: number;
  end: number;
  /** Target of a link or source of an image, as the page has it. */
  target?: string;
  /** What stands for an image that cannot be seen. */
  alt?: string;
  /** Number in `Markup.definitions` of what a link's or image's target is taken from. */
  definition?: number;
  /** Where an image that is a block of its own stands in the source; in Markdown. */
  sourceStart?: number;
  sourceEnd?: number;
}

/** Something a page says of its article outside the article's text. */
export interface Statement {
  text: string;
  /** Where it says so: a property's name (`og:title`), `title`, `h1`, `json-ld`, `microdata`, `rel-author`, `time`. */
  source: string;
}

/** What a page says of its article: evidence, never trusted by itself. Every list is in the order of the page. */
export interface Stated {
  titles: readonly Statement[];
  /** Names as they are given: several in one, with roles and `By`. */
  authors: readonly Statement[];
  published: readonly Statement[];
  modified: readonly Statement[];
  siteNames: readonly Statement[];
  descriptions: readonly Statement[];
  canonical?: string;
  /** As `<html lang>` has it. */
  language?: string;
  /** The article's text as JSON-LD gives it; pages cut it, or copy another. */
  articleBody?: string;
}

/** What markup says of a page beside its text. */
export interface Markup {
  format: 'html' | 'markdown';
  /** The decoded input, of which `Page.text` is the text. */
  source: string;
  elements: readonly MarkupElement[];
  /** Sorted by start; they may nest. */
  inlines: readonly Inline[];
  /** From `runText[i]` up to the next run, the page's text stands one to one in the source from `runSource[i]` on. */
  runText: Uint32Array;
  runSource: Uint32Array;
  /** Link reference definitions of a Markdown page, as stretches of the source, in order. */
  definitions?: readonly { start: number; end: number }[];
  stated?: Stated;
}

/** The tree that runs through the pipeline: a document of paragraphs (unist). */
export interface Page {
  type: 'page';
  /** What paragraphs' offsets count in: the input itself, or the text of its markup. */
  text: string;
  children: Paragraph[];
  markup?: Markup;
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
  /** When it was published, in ISO 8601: the day, with time and zone where the page states both. */
  published?: string;
}

/** A cleaned document. */
export interface Result {
  document: Document;
  /** The page as it was parsed: its text is what paragraphs' offsets count in. */
  page: Page;
  paragraphs: Paragraph[];
  /** One a paragraph, in the same order. */
  verdicts: Verdict[];
  metadata: Metadata;
  /** ISO 639-1 code, or `und`. */
  language: string;
  /** The clean text. */
  text: string;
  /** What the clean text is compared with in the diff report. */
  comparison: Comparison;
}
