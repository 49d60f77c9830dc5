import type { Settings } from '../../config/settings.js';
import type { CountRow } from '../../learn/observation.js';
import { observe } from '../../learn/observe.js';
import type { Model } from '../../model.js';
import { createProcessor, processDocument } from '../../processor.js';
import type { Document } from '../../types.js';
import type { PageFailure } from '../clean/clean-page.js';

/** What observers are told once. Plain data: it is sent to workers. */
export interface ObserveSetup {
  settings: Settings;
  cwd: string;
}

/** A page to observe. */
export interface ObserveTask {
  document: Document;
  site: string;
  /** ISO 8601; empty where none is known. */
  day: string;
}

/** What a page adds to the counts. */
export interface ObservedPage {
  rows: CountRow[];
}

/** Cleans a page and says what it adds. Nothing is read or written, and nothing is thrown. */
export type PageObserver = (task: ObserveTask) => Promise<ObservedPage | PageFailure>;

export function createPageObserver(model: Model): PageObserver {
  const processor = createProcessor({ model, language: false });
  return async ({ document, site, day }) => {
    try {
      return { rows: observe(await processDocument(processor, document), site, day) };
    } catch (error) {
      return { failure: (error as Error).message };
    }
  };
}
