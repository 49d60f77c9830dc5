import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { decide } from '../../src/decide/decide.js';
import { nameRoles } from '../../src/decide/roles.js';
import { createModel, type Model } from '../../src/model.js';
import { parseText } from '../../src/parse/text.js';
import { tokenise } from '../../src/parse/tokens.js';
import { createProcessor } from '../../src/processor.js';
import { computeFeatures } from '../../src/score/features/index.js';
import { scorePhrases } from '../../src/score/phrase-table.js';
import { scorePage, scoringColumns } from '../../src/score/score.js';
import { readCorpus, SETS } from '../corpus.js';
import { median, ROOT } from './children.js';

const ROUNDS = 3;

/** Milliseconds of this process's own time on all plain text pages, by stage and as a whole. */
export interface StageTimes {
  pages: number;
  megabytes: number;
  rounds: number;
  /** Clean text, with the model and without. */
  text: number;
  rules: number;
  /** Stages that others contain are measured apart. */
  stages: Record<string, number>;
  /** Learned files, packed, in megabytes. */
  packed: number;
}

/** Milliseconds that this process has computed. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timeStages(texts: readonly string[], model: Model): Record<string, number> {
  const times: Record<string, number> = {};
  let from = 0;
  const lap = (stage: string) => {
    const now = computed();
    times[stage] = (times[stage] ?? 0) + now - from;
    from = computed();
  };
  for (const text of texts) {
    from = computed();
    const page = parseText(text);
    lap('parse');
    const tokens = tokenise(page);
    lap('tokenise');
    const { rules, scoring } = model;
    const matches = rules.match(page, tokens);
    lap('match');
    scorePhrases(tokens, page.children.length, scoring.phrases);
    lap('phrases, of the features');
    const input = { page, tokens, words: matches.words, rules, matches, phrases: scoring.phrases };
    computeFeatures(input, scoringColumns(scoring));
    lap('features, of the score');
    const scores = scorePage(page, tokens, rules, matches, scoring);
    lap('score');
    const decision = decide(scores, tokens, 0.5, true);
    lap('decide');
    nameRoles(model.roles, scores, rules, matches, scoring.marks, decision);
    lap('name roles, when asked for');
  }
  return times;
}

async function whole(texts: readonly string[], model: Model, useModel: boolean): Promise<number> {
  const processor = createProcessor({ model, language: false, useModel });
  const from = computed();
  for (const text of texts) await processor.process(text);
  return computed() - from;
}

/** Times the stages. */
export async function stageTimes(): Promise<StageTimes> {
  const texts = SETS.flatMap((set) => readCorpus(set)).map(({ text }) => text);
  const model = createModel();
  const rounds: Pick<StageTimes, 'text' | 'rules' | 'stages'>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const stages = timeStages(texts, model);
    const now = { stages, text: await whole(texts, model, true), rules: await whole(texts, model, false) };
    // The first round compiles.
    if (round > 0) rounds.push(now);
  }
  return {
    pages: texts.length,
    megabytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6,
    rounds: ROUNDS,
    text: median(rounds.map(({ text }) => text)),
    rules: median(rounds.map(({ rules }) => rules)),
    stages: Object.fromEntries(
      Object.keys(rounds[0].stages).map((name) => [name, median(rounds.map(({ stages }) => stages[name]))]),
    ),
    packed: packedSize(),
  };
}

function packedSize(): number {
  return readdirSync(join(ROOT, 'rules/learned'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, { parentPath, name }) => sum + gzipSync(readFileSync(join(parentPath, name))).length / 1e6,
      0,
    );
}
