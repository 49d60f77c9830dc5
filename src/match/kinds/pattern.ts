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
  outline: Outline;
}

/**
 * A wide count (`{3,40}`) in an expression that may begin anywhere: every beginning counts for itself, and the
 * deterministic automaton that tells sooner would need more states than the engine grants it.
 */
const WIDE_COUNT = /^[^^].*\{\d*,\d{2,}\}/;

/** Parts of an expression: escapes, classes, counts, and single characters. */
const PARTS = /\\p\{\w+\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[?*+]\??|\{\d*,?\d*\}\??|\(\?[\w-]*[:)]|./gsu;
/** A count that allows for none. */
const MAYBE = /^(?:[?*]|\{0)/;
/** A mark that stands for itself, or a class of nothing else. */
const MARKS =
  /^(?:\\?[^\\\p{L}\p{N}\s.$^|?*+(){}[\]]|\\[()[\]{}/.|?*+$^]|\[(?:\\[^\p{L}\p{N}]|[^\\^\p{L}\p{N}\s-])+\])$/u;

/** What can be told of an expression at sight. */
export interface Outline {
  /** Whether it ends with the paragraph, and says nothing of where that begins. */
  atEnd: boolean;
  /** Marks of which a text needs one of each set for the expression to match anywhere. */
  needs: string[][];
}

/** Reads off an expression what spares the engine most texts; where alternatives are all it has, nothing. */
export function outlineOf(source: string): Outline {
  const parts = [...source.matchAll(PARTS)].map(([part]) => part);
  const needs: string[][] = [];
  let depth = 0;
  for (const [i, part] of parts.entries()) {
    if (depth === 0 && part === '|') return { atEnd: false, needs: [] };
    // `(?i)` is no group.
    if (part === '(' || (part.endsWith(':') && part.startsWith('(?'))) depth++;
    else if (part === ')') depth--;
    else if (depth === 0 && MARKS.test(part) && !MAYBE.test(parts[i + 1] ?? ''))
      needs.push([...(part.length > 2 ? part.slice(1, -1) : part).replaceAll('\\', '')]);
  }
  return { atEnd: parts.at(-1) === '$' && !parts.includes('^'), needs };
}

/** Characters that such an expression may cover. */
const END = 2000;

function compile(source: string): Compiled {
  return {
    expression: compilePattern(source),
    askFirst: !WIDE_COUNT.test(source),
    outline: outlineOf(source),
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
  for (const { expression, askFirst, outline } of patterns) {
    const skipped = outline.atEnd ? ending : 0;
    const text = whole.slice(skipped);
    if (!outline.needs.every((marks) => marks.some((mark) => text.includes(mark)))) continue;
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
