import { isWordToken, type Tokens } from '../parse/tokens.js';
import type { Page } from '../types.js';
import { fingerprintRunner } from './kinds/fingerprint.js';
import { type PatternRule, patternRunner } from './kinds/pattern.js';
import { type PhraseFind, PhraseIndex } from './kinds/phrase.js';
import { inPlace, textSpan } from './kinds/position.js';
import { matchSequence } from './kinds/sequence.js';
import { ShapeIndex } from './kinds/shape.js';
import type { Rule, RuleWeight } from './rule.js';
import type { Hit, MatchInput, Runner } from './types.js';
import { Vocabulary } from './vocabulary.js';

export type { Hit } from './types.js';

/** A rule's weight before any corpus has been counted: a mark that is right nine times in ten. */
export const DEFAULT_WEIGHT: RuleWeight = { whole: 2.2, part: 1.1 };

/** What the rules said of a page: hits ordered by paragraph; those of paragraph p are `first[p] .. first[p + 1] - 1`. */
export interface Matches {
  /** Words of each paragraph; an ideograph counts as one. */
  words: Uint32Array;
  hits: Hit[];
  first: Uint32Array;
  /** Paragraphs that the page's site must keep, with the hit that says so; no other rule speaks on them. */
  kept?: ReadonlyMap<number, Hit>;
  /** Paragraphs that learned signatures mark as a whole. They stand apart: nothing else on the page is judged by them. */
  learned?: ReadonlyMap<number, Hit>;
}

/** Rules that can be asked of a page: a set of them, or a set with a site's own behind it. */
export interface RuleList {
  readonly rules: readonly Rule[];
  readonly weights: readonly RuleWeight[];
  /** Whether a corpus has been counted for a rule; if not, its weight is a guess, and no model has learned from it. */
  readonly counted: readonly boolean[];
  /** Log-odds that a hit adds to "not part of the article". */
  weightOf(hit: Hit): number;
  match(page: Page, tokens: Tokens): Matches;
}

/** The vocabulary and both automata of a rule set as flat arrays. */
export interface CompiledRules {
  vocabulary: Int32Array[];
  phrases: Int32Array[];
  shapes: Int32Array[];
}

/** Whether a hit speaks for its whole paragraph: it covers half of the words or more. */
export function coversWhole({ cover }: Hit): boolean {
  return cover >= 0.5;
}

/** What a phrase list or shape is for. */
interface Target {
  rule: number;
  use: 'hit' | 'place' | 'heading' | 'unless';
}

/** A set of rules, compiled: all phrases in one automaton, all shapes in another. */
export class RuleSet implements RuleList {
  readonly rules: readonly Rule[];
  readonly weights: readonly RuleWeight[];
  /** Whether a corpus has been counted for a rule; if not, its weight is a guess, and no model has learned from it. */
  readonly counted: readonly boolean[];
  private readonly vocabulary = new Vocabulary();
  private readonly phrases = new PhraseIndex(this.vocabulary);
  private readonly phraseTargets: Target[] = [];
  private readonly shapes = new ShapeIndex(this.vocabulary);
  private readonly shapeTargets: Target[] = [];
  private readonly runners: Runner[] = [];

  /**
   * Throws `PhraseSyntaxError` or `ShapeSyntaxError` where a rule was not linted before.
   * @param weights those that the model has learned with.
   * @param own those of rules it has not seen, counted since.
   */
  constructor(
    rules: readonly Rule[],
    weights: Readonly<Record<string, RuleWeight>> = {},
    compiled?: CompiledRules,
    own: Readonly<Record<string, RuleWeight>> = {},
  ) {
    this.rules = rules;
    if (compiled) {
      this.vocabulary.restore(compiled.vocabulary);
      this.phrases.restore(compiled.phrases);
      this.shapes.restore(compiled.shapes);
    }
    this.weights = rules.map((rule) => weights[rule.id] ?? own[rule.id] ?? DEFAULT_WEIGHT);
    this.counted = rules.map((rule) => rule.id in weights);
    const patterns: PatternRule[] = [];
    const printed: number[] = [];
    rules.forEach((rule, i) => {
      this.addPhrases(rule.phrases, i, 'hit');
      this.addPhrases(rule.unless, i, 'unless');
      this.addPhrases(rule.sequence?.heading, i, 'heading');
      this.addPhrases(rule.position?.phrases, i, 'place');
      this.addShapes(rule.shapes, i, 'hit');
      this.addShapes(rule.position?.shapes, i, 'place');
      if (rule.patterns) patterns.push({ rule: i, patterns: rule.patterns, keywords: rule.keywords ?? [] });
      if (rule.fingerprints) printed.push(i);
    });
    if (patterns.length > 0) this.runners.push(patternRunner(patterns));
    if (printed.length > 0)
      this.runners.push(
        fingerprintRunner(
          printed,
          printed.map((i) => rules[i].fingerprints!),
        ),
      );
  }

  /** The automata of these rules, for a later `RuleSet` of the very same rules. */
  dump(): CompiledRules {
    return {
      vocabulary: this.vocabulary.dump(),
      phrases: this.phrases.dump(),
      shapes: this.shapes.dump(),
    };
  }

  /** Number of phrases in their automaton. */
  get phraseCount(): number {
    return this.phrases.size;
  }

  /** Log-odds that a hit adds to "not part of the article". */
  weightOf(hit: Hit): number {
    const { whole, part } = this.weights[hit.rule];
    return coversWhole(hit) ? whole : part;
  }

  /** Number of a rule by its full id, or -1. */
  indexOf(id: string): number {
    return this.rules.findIndex((rule) => rule.id === id);
  }

  private addPhrases(phrases: readonly string[] | undefined, rule: number, use: Target['use']): void {
    if (!phrases || phrases.length === 0) return;
    this.phraseTargets[this.phrases.addList(phrases)] = { rule, use };
  }

  private addShapes(shapes: readonly string[] | undefined, rule: number, use: Target['use']): void {
    for (const shape of shapes ?? []) this.shapeTargets[this.shapes.add(shape)] = { rule, use };
  }

  /** Runs all rules over a page. */
  match(page: Page, tokens: Tokens): Matches {
    const input: MatchInput = { page, tokens, words: countWords(page, tokens) };
    const found: Hit[] = [];
    const add = (hit: Hit) => found.push(hit);
    const numbers = this.vocabulary.numbersOf(tokens);
    const silent = this.matchPhrases(input, numbers, add);
    this.matchShapes(input, numbers, add);
    for (const runner of this.runners) runner.run(input, add);
    const hits = silent.size === 0 ? found : found.filter((h) => !silent.get(h.paragraph)?.includes(h.rule));
    hits.sort((a, b) => a.paragraph - b.paragraph || a.rule - b.rule || a.start - b.start);
    return { words: input.words, ...indexHits(merge(hits), page.children.length) };
  }

  /** Adds what phrases find. Returns the rules that say nothing of a paragraph. */
  private matchPhrases(
    input: MatchInput,
    numbers: Int32Array,
    add: (hit: Hit) => void,
  ): ReadonlyMap<number, number[]> {
    const { page, tokens, words } = input;
    const span = textSpan(input);
    const silent = new Map<number, number[]>();
    for (let p = 0; p < page.children.length; p++) {
      for (const find of this.phrases.find(tokens, numbers, tokens.first[p], tokens.first[p + 1])) {
        const { rule, use } = this.phraseTargets[find.owner];
        const hit = toHit(rule, p, find, tokens, words[p]);
        if (use === 'unless') {
          const rules = silent.get(p);
          if (rules) rules.push(rule);
          else silent.set(p, [rule]);
        } else if (use === 'hit') add(hit);
        else if (use === 'heading') matchSequence(input, this.rules[rule].sequence!, hit, add);
        else if (inPlace(this.rules[rule].position!, p, page.children.length, span)) add(hit);
      }
    }
    return silent;
  }

  private matchShapes(input: MatchInput, numbers: Int32Array, add: (hit: Hit) => void): void {
    if (this.shapeTargets.length === 0) return;
    const { page, tokens } = input;
    const span = textSpan(input);
    for (const p of page.children) {
      // A bullet is how the line is set, not what it says.
      const from = tokens.first[p.index] + (p.bullet === 'mark' ? 1 : 0);
      for (const shape of this.shapes.match(tokens, numbers, from, tokens.first[p.index + 1])) {
        const { rule, use } = this.shapeTargets[shape];
        if (use === 'place' && !inPlace(this.rules[rule].position!, p.index, page.children.length, span))
          continue;
        add({ rule, paragraph: p.index, start: p.start, end: p.end, cover: 1 });
      }
    }
  }
}

function toHit(rule: number, paragraph: number, find: PhraseFind, tokens: Tokens, words: number): Hit {
  return {
    rule,
    paragraph,
    start: tokens.start[find.first],
    end: tokens.end[find.last],
    cover: Math.min(1, find.words / words),
  };
}

/** Words of each paragraph; an ideograph counts as one. */
export function countWords(page: Page, tokens: Tokens): Uint32Array {
  const words = new Uint32Array(page.children.length);
  for (let p = 0; p < words.length; p++)
    for (let i = tokens.first[p]; i < tokens.first[p + 1]; i++) if (isWordToken(tokens.kind[i])) words[p]++;
  return words;
}

/** One hit a rule and paragraph: the first place, the largest share. */
function merge(hits: Hit[]): Hit[] {
  const merged: Hit[] = [];
  for (const hit of hits) {
    const last = merged.at(-1);
    if (last && last.rule === hit.rule && last.paragraph === hit.paragraph)
      last.cover = Math.max(last.cover, hit.cover);
    else merged.push(hit);
  }
  return merged;
}

/** Hits, ordered by paragraph, with the place of each paragraph's first one. */
export function indexHits(hits: Hit[], paragraphs: number): Pick<Matches, 'hits' | 'first'> {
  const first = new Uint32Array(paragraphs + 1);
  let at = 0;
  for (let p = 0; p < paragraphs; p++) {
    first[p] = at;
    while (at < hits.length && hits[at].paragraph === p) at++;
  }
  first[paragraphs] = at;
  return { hits, first };
}
