import { workerData } from 'node:worker_threads';
import type { PageFailure } from '../clean/clean-page.js';
import { modelFor } from '../model.js';
import {
  createPageObserver,
  type ObservedPage,
  type ObserveSetup,
  type ObserveTask,
  type PageObserver,
} from './observe-page.js';

let observer: Promise<PageObserver> | undefined;

/** What a worker thread does with a group of pages. Each loads the model once. */
export default async function observeGroup(
  tasks: readonly ObserveTask[],
): Promise<(ObservedPage | PageFailure)[]> {
  const { settings, cwd } = workerData as ObserveSetup;
  observer ??= modelFor(settings, cwd).then(createPageObserver);
  const observe = await observer;
  const results: (ObservedPage | PageFailure)[] = [];
  for (const task of tasks) results.push(await observe(task));
  return results;
}
