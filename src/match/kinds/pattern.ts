import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import type { Page } from '../../types.js';
import type { MatchInput, Runner } from '../types.js';

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

/** Runs all pattern rules, each only on the paragraphs that have one of its keywords. */
export function patternRunner(rules: PatternRule[]): Runner {
  const compiled: (RE2JS[] | undefined)[] = [];
  return {
    run(input, add) {
      const lower = input.page.text.toLowerCase();
      // A few letters change their length in lower case (U+0130): then offsets are not the text's.
      const haystack = lower.length === input.page.text.length ? lower : input.page.text;
      rules.forEach((rule, i) => {
        const at = paragraphsWith(input.page, haystack, rule.keywords);
        if (at.size === 0) return;
        compiled[i] ??= rule.patterns.map(compilePattern);
        for (const paragraph of at) {
          const hit = firstMatch(input, paragraph, compiled[i]);
          if (hit) add({ rule: rule.rule, paragraph, ...hit });
        }
      });
    },
  };
}

function paragraphsWith(page: Page, haystack: string, keywords: string[]): Set<number> {
  const found = new Set<number>();
  for (const keyword of keywords)
    for (let at = haystack.indexOf(keyword); at !== -1; ) {
      const paragraph = paragraphAt(page, at);
      if (at < page.children[paragraph].end) found.add(paragraph);
      const next = page.children[paragraph + 1];
      at = next ? haystack.indexOf(keyword, Math.max(next.start, at + 1)) : -1;
    }
  return found;
}

/** The last paragraph that begins at or before an offset. */
function paragraphAt(page: Page, offset: number): number {
  let low = 0;
  let high = page.children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (page.children[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function firstMatch({ page }: MatchInput, paragraph: number, patterns: RE2JS[]) {
  const { start, end } = page.children[paragraph];
  const text = page.text.slice(start, end);
  for (const pattern of patterns) {
    const matcher = pattern.matcher(text);
    if (matcher.find()) {
      const from = start + matcher.start();
      const to = start + matcher.end();
      return { start: from, end: to, cover: (to - from) / (end - start) };
    }
  }
  return undefined;
}
