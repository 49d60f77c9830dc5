import type { CorpusPage } from '../../bench/corpus.js';
import { FOLDS } from '../../bench/corpus.js';
import { STRAY_FEATURES, strayColumn, strayColumns } from '../../src/check/stray/features.js';
import { METADATA, roleByWords, type StrayFiles } from '../../src/check/stray/model.js';
import type { Model } from '../../src/model.js';
import { mix } from '../../src/parse/mix.js';
import { parseText } from '../../src/parse/text.js';
import { tokenise } from '../../src/parse/tokens.js';
import type { Role } from '../../src/roles.js';
import { FEATURES } from '../../src/score/features/index.js';
import { countUp, type ForestFile, layOutForest, sumForest } from '../../src/score/forest.js';
import { packPhrases } from '../../src/score/phrase-file.js';
import type { PhraseTable } from '../../src/score/phrase-table.js';
import { scorePage } from '../../src/score/score.js';
import type { RoleLabels } from '../corpus-features.js';
import { type ForestJob, fitForests } from '../fit-forests.js';
import { fitPrompts, promptLines } from './fit-prompts.js';
import { type GoldText, goldTexts, isBoilerplate, type StrayRun, strayRuns } from './stray-lines.js';

/** Documents that are made for each role: with one line in them, and with several. */
const MADE = { single: 700, run: 250 };
const LINES = { least: 2, more: 5 };
/** Words that a text has which lines go into. */
const HOST_WORDS = { least: 80, most: 4000 };
/** Every so many of the paragraphs next to an injected line teach that they are article all the same. */
const NEIGHBOURS = 3;
/** Gold texts teach together, each the more the longer it is, but not in proportion. */
const GOLD = { weight: 60, power: 0.7 };
const NEIGHBOUR_WEIGHT = 0.5;
const ROLE_WEIGHT = { of: 600, power: 0.5 };
const RUN_POWER = 0.7;
/**
 * Share of the gold texts that may have a finding, boilerplate that stands in gold included: with what the other rules find in them,
 * at most one text in fifty has any.
 */
const GOLD_SHARE = 0.0075;
/** Shares at which recall is told beside. */
const SHARES = [0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05];

/** A paragraph that is learned from. */
interface Row {
  values: Float32Array;
  fold: number;
  /** Number of its gold text. */
  text: number;
  kind: 'gold' | 'neighbour' | 'injected';
  weight: number;
  /** Whether its words have a role that findings may have. */
  named: boolean;
  /** Of injected lines: what they are, in which made document, and how many. */
  role?: Role;
  made?: number;
  size?: number;
}

/** How many made documents of a role were found, at the threshold. */
export interface StrayRecall {
  role: Role;
  single: { found: number; of: number };
  run: { found: number; of: number };
}

/** What training comes to: files from all pages, those that never saw a fold's sites, and what these find there. */
export interface StrayTraining {
  all: StrayFiles;
  folds: StrayFiles[];
  recall: StrayRecall[];
  /** Recall, the mean over roles, by the share of gold texts with a finding. */
  curve: { share: number; threshold: number; single: number; run: number }[];
}

const NAMES = [...FEATURES.map(({ name }) => name), ...STRAY_FEATURES];
const ALL = new Uint8Array(FEATURES.length).fill(1);

/**
 * Trains what finds a line of boilerplate alone in an article: lines of every role go into gold articles of other sites. Features of a
 * row come from models and words that never saw its site.
 */
export function trainStray(
  pages: readonly CorpusPage[],
  labels: RoleLabels,
  modelWithout: (fold: number) => Model,
): StrayTraining {
  const runs = strayRuns(pages, labels);
  const golds = goldTexts(pages, labels);
  const lines = promptLines(runs, golds);
  const prompts = Array.from({ length: FOLDS }, (_, k) => fitPrompts(lines.filter(({ fold }) => fold !== k)));
  const maker = new RowMaker(golds, prompts, modelWithout);
  const rows = [...maker.ofGold(), ...maker.ofRuns(runs)];
  const forests = fitAll(rows);
  const odds = outOfFold(rows, forests);
  const threshold = thresholdAt(rows, odds, GOLD_SHARE);
  const filesOf = (table: PhraseTable, forest: ForestFile): StrayFiles => ({
    phrases: packPhrases(table),
    forest,
    threshold,
  });
  const recallAt = (least: number) => recallByRole(rows, (i) => odds[i] >= least && rows[i].named);
  return {
    all: filesOf(fitPrompts(lines), forests[FOLDS]),
    folds: prompts.map((table, k) => filesOf(table, forests[k])),
    recall: recallAt(threshold),
    curve: SHARES.map((share) => {
      const least = thresholdAt(rows, odds, share);
      const recall = recallAt(least);
      return { share, threshold: least, single: meanOf(recall, 'single'), run: meanOf(recall, 'run') };
    }),
  };
}

/** Makes documents and rows of their paragraphs. */
class RowMaker {
  private seed = 0;

  constructor(
    private readonly golds: readonly GoldText[],
    private readonly prompts: readonly PhraseTable[],
    private readonly modelWithout: (fold: number) => Model,
  ) {}

  /** A repeatable number from 0 to `n` - 1. */
  private draw(n: number): number {
    return mix(Math.imul(++this.seed, 0x9e3779b1)) % n;
  }

  private look(text: string, fold: number) {
    const model = this.modelWithout(fold);
    const page = parseText(text);
    const tokens = tokenise(page);
    const scores = scorePage(page, tokens, model.rules, model.rules.match(page, tokens), model.scoring);
    const { columns, words } = strayColumns(tokens, scores, this.prompts[fold], ALL);
    const row = (p: number) => ({
      values: Float32Array.from(columns, (column) => column[p]),
      named: !METADATA.has(roleByWords(words, p)),
      fold,
    });
    return { page, row };
  }

  *ofGold(): Generator<Row> {
    for (const [text, { paragraphs, roles, fold }] of this.golds.entries()) {
      const { page, row } = this.look(paragraphs.join('\n\n'), fold);
      const labelled = page.children.length === paragraphs.length ? roles : [];
      const weight = GOLD.weight / page.children.length ** GOLD.power;
      for (let p = 0; p < page.children.length; p++)
        yield { ...row(p), text, kind: 'gold', weight: isBoilerplate(labelled[p]) ? 0 : weight };
    }
  }

  *ofRuns(runs: ReadonlyMap<Role, readonly StrayRun[]>): Generator<Row> {
    const wordsIn = ({ paragraphs }: GoldText) =>
      paragraphs.reduce((sum, paragraph) => sum + paragraph.split(/\s+/).length, 0);
    const hosts = [...this.golds.keys()].filter((text) => {
      const words = wordsIn(this.golds[text]);
      return words >= HOST_WORDS.least && words < HOST_WORDS.most;
    });
    for (const list of runs.values()) {
      const several = list.filter(({ lines }) => lines.length >= LINES.least + 2).slice(0, MADE.run);
      const singles = list.slice(0, MADE.single);
      const weight = (ROLE_WEIGHT.of / (singles.length + several.length)) ** ROLE_WEIGHT.power;
      for (const run of singles) yield* this.inject(run, 1, hosts, weight);
      for (const run of several) yield* this.inject(run, LINES.least + this.draw(LINES.more), hosts, weight);
    }
  }

  /** The lines go in between two paragraphs or at one end, into an article of another site of their fold. */
  private *inject(run: StrayRun, most: number, hosts: readonly number[], weight: number): Generator<Row> {
    const { role, site, fold } = run;
    const fitting = hosts.filter(
      (text) => this.golds[text].fold === fold && this.golds[text].page.site !== site,
    );
    const text = fitting[this.draw(fitting.length)];
    const { paragraphs } = this.golds[text];
    const at = this.draw(paragraphs.length + 1);
    const lines = run.lines.slice(0, most);
    const block = lines.join(this.draw(4) > 0 ? '\n\n' : '\n');
    const before = paragraphs.slice(0, at).join('\n\n');
    const from = at === 0 ? 0 : before.length + 2;
    const to = from + block.length;
    const made = this.seed;
    const size = lines.length;
    const { page, row } = this.look(
      [...paragraphs.slice(0, at), block, ...paragraphs.slice(at)].join('\n\n'),
      fold,
    );
    for (let p = 0; p < page.children.length; p++) {
      const { start, end } = page.children[p];
      if (start >= from && end <= to)
        yield { ...row(p), text, kind: 'injected', weight: weight / size ** RUN_POWER, role, made, size };
      else if (Math.min(Math.abs(start - to), Math.abs(from - end)) < 400 && this.draw(NEIGHBOURS) === 0)
        yield { ...row(p), text, kind: 'neighbour', weight: NEIGHBOUR_WEIGHT };
    }
  }
}

/** A forest without each fold, and one of all. */
function fitAll(rows: readonly Row[]): ForestFile[] {
  const columns = NAMES.map((_, f) => Float32Array.from(rows, ({ values }) => values[f]));
  const target = Float32Array.from(rows, ({ kind }) => (kind === 'injected' ? 1 : 0));
  const job = (leftOut: number): ForestJob => ({
    name: `stray-${leftOut}`,
    rounds: 130,
    keep: 110,
    params: {
      objective: 'binary',
      learning_rate: 0.06,
      num_leaves: 31,
      min_data_in_leaf: 20,
      feature_fraction: 0.3,
      bagging_fraction: 0.7,
      bagging_freq: 1,
      lambda_l2: 5,
      max_bin: 63,
    },
    target,
    weight: Float32Array.from(rows, ({ fold, weight }) => (fold === leftOut ? 0 : weight)),
  });
  return fitForests(NAMES, columns, [...Array.from({ length: FOLDS }, (_, k) => job(k)), job(FOLDS)]);
}

function outOfFold(rows: readonly Row[], forests: readonly ForestFile[]): Float64Array {
  const odds = new Float64Array(rows.length);
  for (let k = 0; k < FOLDS; k++) {
    const own = rows.flatMap((row, i) => (row.fold === k ? [i] : []));
    const columns = NAMES.map((_, f) => Float32Array.from(own, (i) => rows[i].values[f]));
    const sums = sumForest(layOutForest(forests[k], strayColumn), columns, countUp(own.length));
    own.forEach((i, at) => {
      odds[i] = sums[at];
    });
  }
  return odds;
}

const meanOf = (recall: readonly StrayRecall[], kind: 'single' | 'run') =>
  recall.reduce((sum, { [kind]: { found, of } }) => sum + found / Math.max(1, of), 0) / recall.length;

/** The least threshold at which no more than a share of the gold texts have a finding. */
function thresholdAt(rows: readonly Row[], odds: Float64Array, share: number): number {
  const most = new Map<number, number>();
  rows.forEach(({ kind, text, named }, i) => {
    if (kind === 'gold') most.set(text, Math.max(most.get(text) ?? -99, named ? odds[i] : -99));
  });
  const sorted = [...most.values()].sort((a, b) => b - a);
  return Number((sorted[Math.floor(share * sorted.length)] + 0.005).toFixed(2));
}

function recallByRole(rows: readonly Row[], found: (row: number) => boolean): StrayRecall[] {
  const made = new Map<number, { role: Role; single: boolean; found: boolean }>();
  rows.forEach(({ kind, role, made: number, size }, i) => {
    if (kind !== 'injected') return;
    const before = made.get(number!)?.found ?? false;
    made.set(number!, { role: role!, single: size === 1, found: before || found(i) });
  });
  const all = [...made.values()];
  const count = (role: Role, single: boolean) => {
    const own = all.filter((m) => m.role === role && m.single === single);
    return { found: own.filter((m) => m.found).length, of: own.length };
  };
  return [...new Set(all.map(({ role }) => role))].map((role) => ({
    role,
    single: count(role, true),
    run: count(role, false),
  }));
}
