import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StrayModel, strayModel } from '../src/check/stray/model.js';
import { readRoleLabels } from '../training/corpus-features.js';
import { type StrayTraining, trainStray } from '../training/stray/stray-trainer.js';
import { CORPUS, readCorpus, SETS } from './corpus.js';
import { foldModel, foldSources } from './fold-models.js';
import { hashFiles } from './hash-files.js';

const ROOT = join(import.meta.dirname, '..');
let models: StrayModel[] | undefined;

/** What finds stray lines, learned without a fold's sites. */
export function foldStray(fold: number): StrayModel {
  models ??= strayTraining().folds.map(strayModel);
  return models[fold];
}

/** All that training on single lines comes to; from the cache where nothing it is made from has changed. */
export function strayTraining(): StrayTraining {
  const hash = hashFiles([...foldSources(), join(ROOT, 'src/check/stray'), join(CORPUS, 'text')]);
  const file = join(ROOT, '.cache/folds', `stray-${hash}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StrayTraining;
  } catch {
    console.error('training what finds stray lines, without the sites of each fold and on all');
    const pages = SETS.flatMap((set) => readCorpus(set));
    const training = trainStray(pages, readRoleLabels(pages), foldModel);
    mkdirSync(join(ROOT, '.cache/folds'), { recursive: true });
    writeFileSync(file, JSON.stringify(training));
    return training;
  }
}
