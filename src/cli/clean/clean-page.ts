import type { TextForm } from '../../compile/compile.js';
import { type RecordSummary, summariseRecord } from '../../compile/record.js';
import type { Settings } from '../../config/settings.js';
import { detectLanguage, languageSample } from '../../language.js';
import type { Model } from '../../model.js';
import { createProcessor, languageText, processDocument } from '../../processor.js';
import { REPORTERS } from '../../report/index.js';
import { countDocument, emptyTotals } from '../../report/totals.js';
import type { ReportContext, Totals } from '../../report/types.js';
import type { Document, Result } from '../../types.js';

/** What cleaners are told once. Plain data: it is sent to workers. */
export interface CleanSetup {
  settings: Settings;
  cwd: string;
  /** What was asked for of the clean text itself. */
  form?: TextForm;
  /**
   * Who tells the language, if anybody asks: cleaners, where the report has it, else who runs them, by a sample: its tables are
   * three times what else a thread holds.
   */
  language?: 'here' | 'by sample';
  spans: boolean;
  /** Whether somebody will see words and roles: they take time to count. */
  counting: boolean;
  /** Whether the report is coloured; undefined for none. */
  report?: { colour: boolean };
}

/** A page to clean, and what is wanted of it beside its text. */
export interface PageTask {
  document: Document;
  summarised: boolean;
  reported: boolean;
}

/** What is left of a page when it is clean: plain data, ready to be written. */
export interface CleanedPage {
  text: string;
  dechaff?: RecordSummary;
  /** Text to tell the language by, where the summary is still to be given it. */
  sample?: string;
  /** Its piece of the report. */
  report?: string;
  /** Words and roles only where they are counted. */
  counts: Totals;
}

/** Why a page could not be cleaned. */
export interface PageFailure {
  failure: string;
}

/** Cleans one page. Nothing is read or written but the rules of sites, and nothing is thrown. */
export type PageCleaner = (task: PageTask) => Promise<CleanedPage | PageFailure>;

/** Makes a cleaner. `context` is that of the report, where there is one. */
export function createPageCleaner(model: Model, setup: CleanSetup, context?: ReportContext): PageCleaner {
  const { settings, spans, counting } = setup;
  const { keep, threshold, model: useModel, reportFormat } = settings;
  const processor = createProcessor({
    model,
    keep,
    threshold,
    useModel,
    form: setup.form,
    language: setup.language === 'here',
  });
  const reporter = REPORTERS[reportFormat];
  return async ({ document, summarised, reported }) => {
    try {
      const result = await processDocument(processor, document);
      return {
        text: result.text,
        counts: counting ? countDocument(result) : countParagraphs(result),
        ...(summarised && { dechaff: summariseRecord(result, { spans }) }),
        ...(summarised && setup.language === 'by sample' && { sample: languageSample(languageText(result)) }),
        ...(reported && context && { report: reporter.document(result, context) }),
      };
    } catch (error) {
      return { failure: (error as Error).message };
    }
  };
}

function countParagraphs({ verdicts }: Result): Totals {
  const removed = verdicts.filter(({ keep }) => !keep).length;
  return { ...emptyTotals(), documents: 1, paragraphs: verdicts.length, removed };
}

/** Gives summaries the language that they lack. */
export async function tellLanguages(pages: readonly (CleanedPage | PageFailure)[]): Promise<void> {
  for (const page of pages) {
    if (!('sample' in page) || page.sample === undefined || !page.dechaff) continue;
    page.dechaff.language = await detectLanguage(page.sample);
    page.sample = undefined;
  }
}
