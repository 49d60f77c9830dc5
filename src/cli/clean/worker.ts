import { workerData } from 'node:worker_threads';
import { modelFor } from '../model.js';
import {
  type CleanedPage,
  type CleanSetup,
  createPageCleaner,
  type PageCleaner,
  type PageFailure,
  type PageTask,
} from './clean-page.js';
import { reportContext } from './report-context.js';

let cleaner: Promise<PageCleaner> | undefined;

/** What a worker thread does with a group of pages. Each loads the model once. */
export default async function cleanGroup(tasks: readonly PageTask[]): Promise<(CleanedPage | PageFailure)[]> {
  cleaner ??= openCleaner(workerData as CleanSetup);
  const clean = await cleaner;
  const results: (CleanedPage | PageFailure)[] = [];
  for (const task of tasks) results.push(await clean(task));
  return results;
}

async function openCleaner(setup: CleanSetup): Promise<PageCleaner> {
  const { settings, cwd, report } = setup;
  const context = report && (await reportContext(settings.threshold, report.colour));
  return createPageCleaner(await modelFor(settings, cwd), setup, context);
}
