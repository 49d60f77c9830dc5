import { compilePattern } from '../match/kinds/pattern.js';
import { parsePhrase } from '../match/kinds/phrase-syntax.js';
import { parseShape } from '../match/kinds/shape-syntax.js';
import { KINDS } from '../match/rule.js';
import { parseMark } from '../match/site-marks.js';
import { kindsOf, type RuleSource } from './schema.js';

/** Says through `problem` all that the schema cannot see: kinds, syntax, and what stands twice. */
export function lintRule(
  rule: Omit<RuleSource, 'role'> & { within?: string[] },
  problem: (path: PropertyKey[], message: string) => void,
): void {
  const kinds = kindsOf(rule);
  if (kinds.length > 1 || (kinds.length === 0 && !rule.within))
    problem(
      kinds.length > 1 ? [kinds[1]] : [],
      `must have exactly one of ${KINDS.join(', ')}; it has ${kinds.join(' and ') || 'none'}`,
    );
  if (rule.patterns && !rule.keywords)
    problem(['patterns'], 'needs "keywords": small-letter substrings without which no pattern can match');
  if (rule.keywords && !rule.patterns) problem(['keywords'], '"keywords" go with "patterns" only');
  rule.keywords?.forEach((word, i) => {
    if (word !== word.toLowerCase()) problem(['keywords', i], `keyword "${word}" must be in small letters`);
  });
  const each = (path: PropertyKey[], list: string[] | undefined, check: (text: string) => unknown) => {
    const seen = new Set<string>();
    list?.forEach((text, i) => {
      if (seen.has(text)) problem([...path, i], `"${text}" stands twice`);
      seen.add(text);
      try {
        check(text);
      } catch (error) {
        problem([...path, i], `"${text}": ${(error as Error).message}`);
      }
    });
  };
  each(['phrases'], rule.phrases, parsePhrase);
  each(['unless'], rule.unless, parsePhrase);
  each(['patterns'], rule.patterns, compilePattern);
  each(['shapes'], rule.shapes, parseShape);
  each(['within'], rule.within, parseMark);
  each(['sequence', 'heading'], rule.sequence?.heading, parsePhrase);
  each(['position', 'phrases'], rule.position?.phrases, parsePhrase);
  each(['position', 'shapes'], rule.position?.shapes, parseShape);
  if (rule.position && !rule.position.phrases && !rule.position.shapes)
    problem(['position'], 'needs "phrases" or "shapes"');
}
