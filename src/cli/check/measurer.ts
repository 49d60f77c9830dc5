import { factsOf } from '../../check/facts.js';
import { type Fingerprints, fingerprintsOf } from '../../check/fingerprints.js';
import {
  type CheckInput,
  type DocumentMeasure,
  measureDocument,
  type Tools,
} from '../../check/measure-document.js';
import type { CheckOptions } from '../../check/types.js';
import type { Settings } from '../../config/settings.js';
import { detectLanguage } from '../../language.js';
import type { Model } from '../../model.js';
import { parseDocument } from '../../parse-document.js';
import { createProcessor, examineDocument } from '../../processor.js';
import { shippedStrayModel } from '../../stray-model.js';

/** What measurers are told once. Plain data: it is sent to workers. */
export interface CheckSetup {
  options: CheckOptions;
  values: Settings;
  cwd: string;
  /** Whether a rule or a budget asks what cleaning says: that is most of the time. */
  cleaning: boolean;
}

/** A document to measure. */
export interface CheckTask {
  input: CheckInput;
  /** Whether findings are wanted of it; if not, others are only held against it. */
  wanted: boolean;
}

/** What comes of a document: all that is known of it alone, what others are held against, or why there is nothing. Plain data. */
export type Measured = { measure: DocumentMeasure } | { fingerprints: Fingerprints } | { failure: string };

/** Measures one document. Nothing is read or written but the rules of sites, and nothing is thrown. */
export type Measurer = (task: CheckTask) => Promise<Measured>;

/** Makes a measurer. */
export function createMeasurer(model: Model, { options, values, cleaning }: CheckSetup): Measurer {
  const { keep, threshold, model: useModel } = values;
  const processor = createProcessor({ model, keep, threshold, useModel, language: false });
  const tools: Tools = {
    language: detectLanguage,
    ...(cleaning && {
      clean: (document) => examineDocument(processor, { id: 'text', ...document }),
      stray: useModel ? shippedStrayModel() : undefined,
    }),
  };
  return async ({ input, wanted }) => {
    try {
      if (!wanted) return { fingerprints: fingerprintsOf(factsOf(await parseDocument(input))) };
      return { measure: await measureDocument(input, options, tools) };
    } catch (error) {
      return { failure: (error as Error).message };
    }
  };
}
