import { workerData } from 'node:worker_threads';
import { modelFor } from '../model.js';
import { type CheckSetup, type CheckTask, createMeasurer, type Measured, type Measurer } from './measurer.js';

let measurer: Promise<Measurer> | undefined;

/** What a worker thread does with a group of documents. Each loads the model once. */
export default async function measureGroup(tasks: readonly CheckTask[]): Promise<Measured[]> {
  measurer ??= openMeasurer(workerData as CheckSetup);
  const measure = await measurer;
  const results: Measured[] = [];
  for (const task of tasks) results.push(await measure(task));
  return results;
}

async function openMeasurer(setup: CheckSetup): Promise<Measurer> {
  return createMeasurer(await modelFor(setup.values, setup.cwd), setup);
}
