import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VFile } from 'vfile';
import { RuleSet } from '../src/match/rule-set.js';
import {
  type FormatModel,
  type MarkupFiles,
  type Model,
  markupModel,
  roleModel,
  scoreModel,
} from '../src/model.js';
import { loadPack } from '../src/pack/load.js';
import { createProcessor } from '../src/processor.js';
import { ARTICLE_ROLES, type Role } from '../src/roles.js';
import type { Document, Markup, Result } from '../src/types.js';
import { markupPages } from '../training/markup-pages.js';
import { MarkupTrainer } from '../training/train-markup.js';
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

/** What pages with markup are made from beside; models of plain text know nothing of it. */
const MARKUP_SOURCES = [
  'src/score/name-slots.ts',
  'src/score/name-table.ts',
  'src/score/target-table.ts',
  'bench/html-corpus.ts',
  'bench/align-words.ts',
];
/** What is learned apart from the models of the folds. */
const APART = /markup|html|markdown|stray/;

const bare = new RuleSet(loadPack(join(ROOT, 'rules'), { bare: true }).rules.map(({ rule }) => rule));
let known: Trainer | undefined;

function trainer(): Trainer {
  known ??= new Trainer(trainingPages(bare), bare);
  return known;
}

/** What each fold's model learned from the pages of the others; from the cache where nothing it is made from has changed. */
function cached<T>(name: string, hash: string, train: (fold: number) => T): T[] {
  const file = join(CACHE, `${name}${hash}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T[];
  } catch {
    const folds = Array.from({ length: FOLDS }, (_, fold) => {
      console.error(`training ${name}without the sites of fold ${fold + 1} of ${FOLDS}`);
      return train(fold);
    });
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(file, JSON.stringify(folds));
    return folds;
  }
}

/** The files that models of the folds are made from. */
export const foldSources = () => paths(SOURCES);

const paths = (names: readonly string[]) => names.map((path) => join(ROOT, path));

function learnText(): Learned[] {
  const hash = hashFiles([...paths(SOURCES), join(CORPUS, 'text')], APART);
  return cached('', hash, (fold) => trainer().train(fold));
}

function learnMarkup(format: Markup['format']): MarkupFiles[] {
  const hash = hashFiles([...paths([...SOURCES, ...MARKUP_SOURCES]), join(CORPUS, 'text')], /stray/);
  let own: MarkupTrainer | undefined;
  return cached(`${format}-`, hash, (fold) => {
    own ??= new MarkupTrainer(markupPages(bare, format), trainer(), format);
    return own.train(fold);
  });
}

let models: Model[] | undefined;

/** The model that never saw a page of the fold's sites. */
export function foldModel(fold: number): Model {
  if (!models) {
    const markup = new Map<string, FormatModel[]>();
    models = learnText().map(({ weights, scoring, roles }, k) => {
      const text = scoreModel(scoring);
      return {
        rules: new RuleSet(bare.rules, weights),
        scoring: text,
        roles: roleModel(roles),
        hash: `fold-${k}`,
        forMarkup(format) {
          let all = markup.get(format);
          if (!all) {
            all = learnMarkup(format).map((files, f) =>
              markupModel(files, () => files.roles, models![f].scoring),
            );
            markup.set(format, all);
          }
          return all[k];
        },
      };
    });
  }
  return models[fold];
}

/** A text as the model of one fold leaves it. */
export interface FoldCleaned {
  result: Result;
  text: string;
  paragraphs: { text: string; role: Role; keep: boolean }[];
}

/** How a text is read, and whether the model decides. */
interface FoldOptions {
  format?: Document['format'];
  useModel?: boolean;
}

/** Cleans a text as users get it, as plain text, but with the model of a fold. */
export async function cleanWithFold(
  text: string,
  fold: number,
  keep: Keep,
  { format, useModel }: FoldOptions = {},
): Promise<FoldCleaned> {
  const processor = createProcessor({
    model: foldModel(fold),
    keep: KEEP[keep],
    language: false,
    form: 'text',
    useModel,
  });
  const result = (await processor.process(new VFile({ value: text, data: { format } }))).data.dechaff!;
  return {
    result,
    text: result.text,
    paragraphs: result.paragraphs.map(({ start, end }, p) => ({
      text: result.page.text.slice(start, end),
      // Naming roles is asked for here alone.
      get role() {
        return result.verdicts[p].role;
      },
      keep: result.verdicts[p].keep,
    })),
  };
}
