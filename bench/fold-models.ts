import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuleSet } from '../src/match/rule-set.js';
import { type Model, roleModel, scoreModel } from '../src/model.js';
import { loadPack } from '../src/pack/load.js';
import { createProcessor } from '../src/processor.js';
import { ARTICLE_ROLES, type Role } from '../src/roles.js';
import type { Result } from '../src/types.js';
import { type Learned, Trainer } from '../training/train-model.js';
import { trainingPages } from '../training/training-pages.js';
import { CORPUS, FOLDS } from './corpus.js';
import { hashFiles } from './hash-files.js';

/** What stays: the roles that gold articles hold (headlines stand outside them), or what users get by default. */
const KEEP = { gold: ['body', 'subheading', 'standfirst'], default: ARTICLE_ROLES } as const;
export type Keep = keyof typeof KEEP;
const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, '.cache/folds');
/** All that a fold's model is made from: when one of them changes, the models in the cache are stale. */
const SOURCES = [
  'src/parse',
  'src/match',
  'src/score/features',
  'src/score/phrase-table.ts',
  'src/score/marks.ts',
  'src/score/stretch.ts',
  'src/roles.ts',
  'training',
  'rules/en',
  'rules/mul',
  'bench/roles',
  'bench/corpus.ts',
];

/** Models of all folds, each trained on the pages of the others; from the cache where nothing has changed. */
function learnFolds(bare: RuleSet): Learned[] {
  const made = hashFiles([...SOURCES.map((path) => join(ROOT, path)), join(CORPUS, 'text')]);
  const file = join(CACHE, `${made}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Learned[];
  } catch {
    const trainer = new Trainer(trainingPages(bare), bare);
    const folds = Array.from({ length: FOLDS }, (_, fold) => {
      console.error(`training without the sites of fold ${fold + 1} of ${FOLDS}`);
      return trainer.train(fold);
    });
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(file, JSON.stringify(folds));
    return folds;
  }
}

let models: Model[] | undefined;

/** The model that never saw a page of the fold's sites. */
export function foldModel(fold: number): Model {
  if (!models) {
    const bare = new RuleSet(loadPack(join(ROOT, 'rules'), { bare: true }).rules.map(({ rule }) => rule));
    models = learnFolds(bare).map(({ weights, scoring, roles }, k) => ({
      rules: new RuleSet(bare.rules, weights),
      scoring: scoreModel(scoring),
      roles: roleModel(roles),
      hash: `fold-${k}`,
    }));
  }
  return models[fold];
}

/** A text as the model of one fold leaves it. */
export interface FoldCleaned {
  result: Result;
  text: string;
  paragraphs: { text: string; role: Role; keep: boolean }[];
}

/** Cleans a text as users get it, but with the model of a fold. */
export async function cleanWithFold(
  text: string,
  fold: number,
  keep: Keep,
  useModel = true,
): Promise<FoldCleaned> {
  const processor = createProcessor({ model: foldModel(fold), keep: KEEP[keep], language: false, useModel });
  const result = (await processor.process(text)).data.dechaff!;
  return {
    result,
    text: result.text,
    paragraphs: result.paragraphs.map(({ start, end }, p) => ({
      text: text.slice(start, end),
      // Naming roles is asked for here alone.
      get role() {
        return result.verdicts[p].role;
      },
      keep: result.verdicts[p].keep,
    })),
  };
}
