import { type Counts, scoreOf } from '../eval/score.js';
import { countWords } from '../eval/word-score.js';
import { sourceRange } from '../parse/source-range.js';
import { parseDocument } from '../parse-document.js';
import { percent } from '../report/totals.js';
import type { Document, Page } from '../types.js';
import { type Cleaned, cleanedFacts, factsOf } from './facts.js';
import { type Fingerprints, fingerprintsOf, textHash } from './fingerprints.js';
import { lostParagraphs } from './lost-paragraphs.js';
import { boilerplateWords } from './measures/boilerplate-share.js';
import { MEASURES } from './measures/index.js';
import { placer } from './place.js';
import type { StrayModel } from './stray/model.js';
import type { CheckOptions, Finding, Observation } from './types.js';

/** A document that is to be measured, with its partners where there are any. */
export interface CheckInput extends Pick<Document, 'text' | 'format' | 'url'> {
  /** As findings name it. */
  name: string;
  /** Its gold text. */
  gold?: string;
  /** What somebody's cleaning left of it; `null` where nothing has its name. */
  cleaned?: string | null;
}

/** All that is known of one document alone: plain data. */
export interface DocumentMeasure {
  words: number;
  /** Words of boilerplate by role. */
  boilerplate: Partial<Record<string, number>>;
  findings: Finding[];
  fingerprints: Fingerprints;
  gold?: Counts;
  /** Words of the article, and how many of them the cleaned text has lost. */
  article?: { words: number; lost: number };
}

/** How a text is cleaned, and how its language is told. */
export interface Tools {
  clean?: (document: Pick<Document, 'text' | 'format' | 'url'>) => Promise<Cleaned>;
  /** Finds single lines in texts that are all but clean. */
  stray?: StrayModel;
  language?: (text: string) => Promise<string>;
}

/** Whether a rule is on. */
export function isOn({ levels }: Pick<CheckOptions, 'levels'>, rule: string): boolean {
  return levels[rule] !== 'off' && levels[rule] !== undefined;
}

function againstGold(
  text: string,
  gold: string,
  options: CheckOptions,
): { counts: Counts; seen: Observation[] } {
  const counts = countWords(text, gold);
  const { precision, recall } = scoreOf(counts);
  const seen: Observation[] = [];
  const low = (rule: string, name: string, value: number, least: number) => {
    if (value < least)
      seen.push({
        rule,
        start: 0,
        end: 0,
        whole: true,
        reason: `${name} against the gold text is ${percent(value, 1)}, at least ${percent(least, 1)} is expected`,
      });
  };
  low('gold-precision', 'precision', precision, options.minPrecision);
  low('gold-recall', 'recall', recall, options.minRecall);
  return { counts, seen };
}

/** Makes findings of observations: what is off falls away, the rest gets level, hash, and its place in the source. */
export function toFindings(
  seen: readonly Observation[],
  name: string,
  page: Page,
  options: Pick<CheckOptions, 'levels'>,
): Finding[] {
  const { text, markup } = page;
  const placeOf = seen.length > 0 ? placer(markup?.source ?? text) : undefined;
  return seen.flatMap(({ rule, start, end, whole, reason, saw, role }): Finding[] => {
    const level = options.levels[rule];
    if (level === 'off' || level === undefined) return [];
    return [
      {
        rule,
        severity: level,
        reason,
        ...(saw !== undefined && { saw }),
        ...(role && { role }),
        ...(!whole && placeOf!(...sourceRange(page, start, end))),
        hash: textHash(whole ? name : paragraphAround(text, start, end)),
      },
    ];
  });
}

/** The lines that hold a stretch: what a baseline knows a finding by must not hang on where in a paragraph it stands. */
function paragraphAround(text: string, start: number, end: number): string {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const to = text.indexOf('\n', Math.max(start, end - 1));
  return text.slice(start === 0 ? 0 : from, to < 0 ? text.length : to);
}

/** Measures one document by itself. A pure function: what other documents say is asked of the corpus. */
export async function measureDocument(
  input: CheckInput,
  options: CheckOptions,
  tools: Tools,
): Promise<DocumentMeasure> {
  const { name, gold, cleaned: partner } = input;
  const cleaned = input.text.trim() === '' ? undefined : await tools.clean?.(input);
  const facts = cleaned ? cleanedFacts(cleaned, tools.stray) : factsOf(await parseDocument(input));
  const { page, result } = facts;
  if (isOn(options, 'language') && options.languages.length > 0 && tools.language)
    facts.language = await tools.language(page.text);
  const seen = MEASURES.flatMap((measure) =>
    measure.look && isOn(options, measure.id) ? measure.look(facts, options) : [],
  );
  const compared = gold === undefined ? undefined : againstGold(page.text, gold, options);
  const lost = partner === undefined || !result ? undefined : lostParagraphs(facts, result, partner);
  seen.push(...(compared?.seen ?? []), ...(lost?.seen ?? []));
  return {
    words: facts.words.reduce((sum, n) => sum + n, 0),
    boilerplate: boilerplateWords(facts, options),
    findings: toFindings(seen, name, page, options),
    fingerprints: fingerprintsOf(facts),
    ...(compared && { gold: compared.counts }),
    ...(lost && { article: { words: lost.words, lost: lost.lost } }),
  };
}
