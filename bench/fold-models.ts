import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuleSet } from '../src/match/rule-set.js';
import { loadPack } from '../src/pack/load.js';
import { createProcessor } from '../src/processor.js';
import { ARTICLE_ROLES, type Role } from '../src/roles.js';
import { labelPage, readRoleLabels } from '../training/corpus-features.js';
import { type Learned, trainModel } from '../training/train-model.js';
import { CORPUS, type CorpusStyle, FOLDS, readCorpus, SETS, STYLES } from './corpus.js';
import { hashFiles } from './hash-files.js';

/** What stays: the roles that gold articles hold (headlines stand outside them), or what users get by default. */
const KEEP = { gold: ['body', 'subheading', 'standfirst'], default: ARTICLE_ROLES } as const;
export type Keep = keyof typeof KEEP;
const ROOT = join(import.meta.dirname, '..');
/** All that a fold's model is made from: when one of them changes, the models in the cache are stale. */
const SOURCES = ['src', 'training', 'rules', 'bench/roles', 'bench/corpus.ts', 'bench/word-f1.ts'];

/** A text as the model of one fold leaves it. */
export interface FoldCleaned {
  text: string;
  paragraphs: { text: string; role: Role; keep: boolean }[];
}

/** What the folds are trained on: as in `bench:quality`, one flattening, with `--all-styles` all that the shipped model has. */
const TRAINED_ON: readonly CorpusStyle[] = process.argv.includes('--all-styles') ? STYLES : ['resiliparse'];

/** Trains one model a fold, on the pages of all other folds. */
function trainFolds(bare: RuleSet): Learned[] {
  const plain = SETS.flatMap((set) => readCorpus(set));
  const labels = readRoleLabels(plain);
  const pages = TRAINED_ON.flatMap((style) => {
    const sources = style === 'resiliparse' ? plain : SETS.flatMap((set) => readCorpus(set, style));
    return sources.map((page) => labelPage(page, bare, style === 'resiliparse' ? labels : new Map()));
  });
  return Array.from({ length: FOLDS }, (_, fold) => {
    console.error(`training without the sites of fold ${fold + 1} of ${FOLDS}`);
    const others = pages.filter((page) => page.fold !== fold);
    return trainModel(others, bare).learned;
  });
}

/** The folds' models, from `.cache/folds` where nothing that they are made from has changed. */
function readFolds(bare: RuleSet): Learned[] {
  const dir = join(ROOT, '.cache/folds');
  const made = hashFiles([...SOURCES.map((path) => join(ROOT, path)), join(CORPUS, 'text')]);
  const file = join(dir, `${made}-${TRAINED_ON.length}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Learned[];
  } catch {
    const folds = trainFolds(bare);
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, JSON.stringify(folds));
    return folds;
  }
}

type Clean = (text: string, fold: number, keep: Keep) => Promise<FoldCleaned>;
let cleanLoaded: Clean | undefined;

function loadFolds(): Clean {
  const bare = new RuleSet(loadPack(join(ROOT, 'rules'), { bare: true }).rules.map(({ rule }) => rule));
  const models = readFolds(bare).map(({ weights, ...learned }, fold) => ({
    ...learned,
    rules: new RuleSet(bare.rules, weights),
    hash: `fold-${fold}`,
  }));
  return async (text, fold, keep) => {
    const processor = createProcessor({ model: models[fold], keep: KEEP[keep], language: false });
    const file = await processor.process(text);
    const { paragraphs, verdicts } = file.data.dechaff!;
    return {
      text: String(file),
      paragraphs: paragraphs.map(({ start, end }, p) => ({
        text: text.slice(start, end),
        role: verdicts[p].role,
        keep: verdicts[p].keep,
      })),
    };
  };
}

/**
 * Cleans a text as users get it, but with the model that never saw a page of the fold's sites. The one place that knows how models are trained and run.
 */
export function cleanWithFold(text: string, fold: number, keep: Keep): Promise<FoldCleaned> {
  cleanLoaded ??= loadFolds();
  return cleanLoaded(text, fold, keep);
}
