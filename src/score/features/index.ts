import { blocks } from './blocks.js';
import { gaps } from './gaps.js';
import { neighbours } from './neighbours.js';
import { phrases } from './phrases.js';
import { position } from './position.js';
import { repetition } from './repetition.js';
import { rules } from './rules.js';
import { sentences } from './sentences.js';
import { shape } from './shape.js';
import { shareFacts } from './shared.js';
import type { Columns, Feature, FeatureGroup, FeatureInput, Shared } from './types.js';
import { vocabulary } from './vocabulary.js';

const GROUPS: readonly FeatureGroup[] = [
  shape,
  position,
  repetition,
  vocabulary,
  neighbours,
  rules,
  phrases,
  gaps,
  blocks,
  sentences,
];

/** Every feature, in the order of its columns: the one list that training and scoring share. */
export const FEATURES: readonly Feature[] = GROUPS.flatMap((group) => group.features);

const INDEX = new Map(FEATURES.map((feature, i) => [feature.name, i]));

/** Column of a feature. Throws where there is none of that name. */
export function featureIndex(name: string): number {
  const index = INDEX.get(name);
  if (index === undefined) throw new Error(`no feature "${name}"`);
  return index;
}

/** Computes all features of a page. */
export function computeFeatures(input: FeatureInput): { columns: Columns; shared: Shared } {
  const n = input.page.children.length;
  const columns = FEATURES.map(() => new Float32Array(n));
  const shared = shareFacts(input);
  let from = 0;
  for (const group of GROUPS) {
    group.fill(input, columns.slice(from, from + group.features.length), shared);
    from += group.features.length;
  }
  return { columns, shared };
}
