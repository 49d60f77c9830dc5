import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import type { MatchInput, Runner } from '../types.js';
import { KeywordIndex } from './keywords.js';

/** The rule's number, its expressions, and the substrings without which none of them can match. */
export interface PatternRule {
  rule: number;
  patterns: string[];
  keywords: string[];
}

const requireModule = createRequire(import.meta.url);

/** Compiles one expression: RE2 syntax, so that time is linear in the text. Throws what RE2JS throws. */
export function compilePattern(source: string): RE2JS {
  // Loaded on first use: most pages have no keyword of any pattern, and the engine costs every start 15 ms.
  const { RE2JS } = requireModule('re2js') as typeof import('re2js');
  return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
}

interface Compiled {
  expression: RE2JS;
  /** Whether it is first asked if it matches at all: the engine tells that much sooner than where. */
  askFirst: boolean;
  /** Whether it is looked for at the end of the paragraph alone. */
  atEnd: boolean;
}

/**
 * A wide count (`{3,40}`) in an expression that may begin anywhere: every beginning counts for itself, and the
 * deterministic automaton that tells sooner would need more states than the engine grants it.
 */
const WIDE_COUNT = /^[^^].*\{\d*,\d{2,}\}/;

/** Whether an expression ends with the paragraph, in all its alternatives, and says nothing of where the paragraph begins. */
export function endsWithParagraph(source: string): boolean {
  let depth = 0;
  let last = '';
  for (const [part] of source.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|./gsu)) {
    if (part === '^' || (part === '|' && depth === 0)) return false;
    if (part === '(') depth++;
    if (part === ')') depth--;
    last = part;
  }
  return last === '$';
}

/** Characters that such an expression may cover. */
const END = 2000;

function compile(source: string): Compiled {
  return {
    expression: compilePattern(source),
    askFirst: !WIDE_COUNT.test(source),
    atEnd: endsWithParagraph(source),
  };
}

/** Where the end of a paragraph begins: between two words, so that what is cut off makes no new edge of a word. */
function endOf(text: string): number {
  if (text.length <= END) return 0;
  const from = text.length - END;
  const blank = text.slice(from).search(/\s/);
  return blank < 0 ? from : from + blank;
}

/** Runs all pattern rules, each only on the paragraphs that have one of its keywords. */
export function patternRunner(rules: PatternRule[]): Runner {
  const compiled: (Compiled[] | undefined)[] = [];
  const keywords = new KeywordIndex(rules.map((rule) => rule.keywords));
  return {
    run(input, add) {
      keywords.find(input.page, (i, paragraph) => {
        compiled[i] ??= rules[i].patterns.map(compile);
        const hit = firstMatch(input, paragraph, compiled[i]);
        if (hit) add({ rule: rules[i].rule, paragraph, ...hit });
      });
    },
  };
}

function firstMatch({ page }: MatchInput, paragraph: number, patterns: Compiled[]) {
  const { start, end } = page.children[paragraph];
  const whole = page.text.slice(start, end);
  const ending = endOf(whole);
  for (const { expression, askFirst, atEnd } of patterns) {
    const skipped = atEnd ? ending : 0;
    const text = whole.slice(skipped);
    if (askFirst && !expression.test(text)) continue;
    const matcher = expression.matcher(text);
    if (matcher.find()) {
      const from = start + skipped + matcher.start();
      const to = start + skipped + matcher.end();
      return { start: from, end: to, cover: (to - from) / (end - start) };
    }
  }
  return undefined;
}
