import { blocks } from './blocks.js';
import { gaps } from './gaps.js';
import { containers } from './markup/containers.js';
import { elements } from './markup/elements.js';
import { links } from './markup/links.js';
import { names, targets } from './markup/names.js';
import { paths } from './markup/paths.js';
import { stated } from './markup/stated.js';
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
  links,
  elements,
  containers,
  paths,
  names,
  targets,
  stated,
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

/** One flag a feature, set for those named by column: what `computeFeatures` is to fill in. */
export function wantColumns(...lists: Iterable<number>[]): Uint8Array {
  const wanted = new Uint8Array(FEATURES.length);
  for (const list of lists) for (const column of list) wanted[column] = 1;
  return wanted;
}

const ALL = new Uint8Array(FEATURES.length).fill(1);

/** Computes a page's features: those that are wanted, all if that is left out. Other columns hold anything. */
export function computeFeatures(
  input: FeatureInput,
  wanted: Uint8Array = ALL,
): { columns: Columns; shared: Shared } {
  const shared = shareFacts(input);
  const columns = emptyColumns(input.page.children.length);
  fillColumns(input, columns, shared, wanted);
  return { columns, shared };
}

/** Columns of zeros, in one piece of memory: pieces of their own cost more than what stands in them. */
export function emptyColumns(n: number): Columns {
  const all = new Float32Array(n * FEATURES.length);
  return FEATURES.map((_, i) => all.subarray(i * n, (i + 1) * n));
}

/** Fills in the wanted ones of some empty columns. */
export function fillColumns(
  input: FeatureInput,
  columns: Columns,
  shared: Shared,
  wanted: Uint8Array = ALL,
): void {
  let from = 0;
  for (const group of GROUPS) {
    const to = from + group.features.length;
    const own = wanted.subarray(from, to);
    if (own.includes(1)) group.fill(input, columns.slice(from, to), shared, own);
    from = to;
  }
}
