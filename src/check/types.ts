import type { Tokens } from '../parse/tokens.js';
import type { Role } from '../roles.js';
import type { Page, Result } from '../types.js';

/** How much a finding matters: errors fail a run, warnings fail it where there are more of them than allowed. */
export type Severity = 'error' | 'warning';
/** What a user may say of a rule. */
export type Level = Severity | 'off';

/** What a measure saw in one text; offsets count the text's UTF-16 code units. */
export interface Observation {
  rule: string;
  start: number;
  end: number;
  /** The finding in one sentence, without the place. */
  reason: string;
  /** The text it is about, where there is one. */
  saw?: string;
  role?: Role;
  /** Set where the document as a whole is meant. */
  whole?: boolean;
}

/** A text as the measures look at it: parsed and split into tokens once. */
export interface TextFacts {
  page: Page;
  tokens: Tokens;
  /** Words of each paragraph. */
  words: Uint32Array;
  /** ISO 639-1 code, or `und`; only told where languages are asked for. */
  language: string;
  /** What cleaning says of it; undefined where no rule asks. */
  result?: Result;
  /** Names the role of a paragraph that is boilerplate and stands alone; where the text is all but clean. */
  stray?: (p: number) => Role | undefined;
}

/** What a run looks for. */
export interface CheckOptions {
  /** Level of each rule, by id. */
  levels: Readonly<Record<string, Level>>;
  /** Words under which a text is short. */
  minWords: number;
  /** ISO 639-1 codes that are expected; empty where any is. */
  languages: readonly string[];
  /** Share of boilerplate words, 0 to 1, above which a document is reported. */
  maxShare: number;
  /** Jaccard similarity from which on two documents are near-duplicates. */
  nearAt: number;
  /** Documents in which a paragraph must stand to be reported. */
  repeatedIn: number;
  /** Least precision and recall by words of each document against its gold. */
  minPrecision: number;
  minRecall: number;
  /** Roles that are welcome in the corpus. */
  keep: ReadonlySet<Role>;
}

/** One thing that is measured: a rule of reports. */
export interface Measure {
  /** Stable, kebab-case. */
  id: string;
  /** What it finds, as a noun phrase. */
  what: string;
  why: string;
  /** What to do about a finding. */
  help: string;
  level: Level;
  /** Flags that set it. */
  flags: readonly string[];
  /** Looks at one text alone. Measures without it look at several, or at figures. */
  look?(facts: TextFacts, options: CheckOptions): Observation[];
}

/** Where something stands: lines and columns from 1. */
export interface Place {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** A finding of a run. */
export interface Finding extends Partial<Place> {
  rule: string;
  severity: Severity;
  reason: string;
  saw?: string;
  role?: Role;
  /** First 16 hex digits of the SHA-256 of the paragraph, or of the document's name: what baselines know it by. */
  hash: string;
  /** Another place that belongs to it. */
  related?: string;
  /** Id of the record it is in, where the file holds records. */
  record?: string;
}

/** The findings of one document; of the corpus as a whole where `path` is undefined. */
export interface DocumentFindings {
  path?: string;
  findings: Finding[];
}
