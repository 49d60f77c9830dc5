import { readFileSync } from 'node:fs';
import { type StrayFiles, type StrayModel, strayModel } from './check/stray/model.js';

let shipped: StrayModel | undefined;

/** The shipped model that finds single lines of boilerplate in texts which are all but clean; only `check` loads it. */
export function shippedStrayModel(): StrayModel {
  shipped ??= strayModel(
    JSON.parse(readFileSync(new URL('../generated/stray.json', import.meta.url), 'utf8')) as StrayFiles,
  );
  return shipped;
}
