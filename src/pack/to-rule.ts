import type { Rule } from '../match/rule.js';
import { kindsOf, type RuleSource } from './schema.js';

/** Default of a sequence rule's `at-most`. */
const SEQUENCE_AT_MOST = 60;

/** A linted rule as matching takes it; its full id begins with its pack. */
export function toRule(source: RuleSource, pack: string): Rule {
  const {
    id,
    role,
    why,
    unless = [],
    phrases,
    patterns,
    keywords,
    shapes,
    fingerprints,
    sequence,
    position,
  } = source;
  return {
    id: pack ? `${pack}/${id}` : id,
    role,
    why,
    unless,
    // A site's rule may have none: it speaks by its place.
    kind: kindsOf(source)[0] ?? 'within',
    ...(phrases && { phrases }),
    ...(patterns && { patterns, keywords }),
    ...(shapes && { shapes }),
    ...(fingerprints && { fingerprints }),
    ...(sequence && {
      sequence: {
        heading: sequence.heading,
        then: sequence.then,
        atLeast: sequence['at-least'],
        atMost: sequence['at-most'] ?? SEQUENCE_AT_MOST,
      },
    }),
    ...(position && {
      position: {
        at: position.at,
        within: position.within,
        phrases: position.phrases ?? [],
        shapes: position.shapes ?? [],
      },
    }),
  };
}
