import type { Level, Measure } from '../types.js';
import { boilerplate } from './boilerplate.js';
import { boilerplateShare } from './boilerplate-share.js';
import { budget, staleBaseline } from './budget.js';
import { duplicate, nearDuplicate, repeated } from './duplicates.js';
import { escapes } from './escapes.js';
import { goldPrecision, goldRecall } from './gold.js';
import { language } from './language.js';
import { empty, short } from './length.js';
import { markup } from './markup.js';
import { mojibake } from './mojibake.js';
import { overRemoval } from './over-removal.js';
import { replacement } from './replacement.js';

/** Every measure; the table in the docs, the rules of SARIF and the defaults follow from it. */
export const MEASURES: readonly Measure[] = [
  boilerplate,
  boilerplateShare,
  empty,
  short,
  language,
  mojibake,
  replacement,
  markup,
  escapes,
  duplicate,
  nearDuplicate,
  repeated,
  goldPrecision,
  goldRecall,
  overRemoval,
  budget,
  staleBaseline,
];

const BY_ID = new Map(MEASURES.map((measure) => [measure.id, measure]));

/** The measure with an id. */
export function measureOf(id: string): Measure {
  const measure = BY_ID.get(id);
  if (!measure) throw new Error(`no measure "${id}"`);
  return measure;
}

/** The level of every measure where nobody says otherwise. */
export function defaultLevels(): Record<string, Level> {
  return Object.fromEntries(MEASURES.map(({ id, level }) => [id, level]));
}
