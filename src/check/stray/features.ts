import type { Tokens } from '../../parse/tokens.js';
import { ROLES, type Role } from '../../roles.js';
import { FEATURES } from '../../score/features/index.js';
import type { Columns, Shared } from '../../score/features/types.js';
import { type PhraseScores, type PhraseTable, scorePhrases } from '../../score/phrase-table.js';
import type { Scores } from '../../score/score.js';

/**
 * What tells a line of boilerplate that stands alone in an article, beside the features that all scoring knows: how much its words
 * are those of prompts and notices, and how far it is from what else the text holds.
 */
export const STRAY_FEATURES = [
  'odds',
  'odds-beside-mean',
  'odds-beside-most',
  'phrases-beside-mean',
  'phrases-most',
  'rules-mean',
  'shape-share',
  'shared-words',
  'shared-words-beside-mean',
  'unended-share',
  'length-rank',
  'prompt',
  'prompt-known',
  ...ROLES.map((role) => `prompt-${role}` as const),
  'prompt-margin',
  'prompt-role',
  'prompt-beside-mean',
  'prompt-beside-most',
  'prompt-most',
  'prompt-mean',
  'margin-beside-mean',
  'margin-beside-most',
] as const;

/** Features of a stray line by name: those of all scoring, then its own. Throws where there is none of that name. */
export function strayColumn(name: string): number {
  const own = (STRAY_FEATURES as readonly string[]).indexOf(name);
  const at = own < 0 ? FEATURES.findIndex((feature) => feature.name === name) : FEATURES.length + own;
  if (at < 0) throw new Error(`no feature "${name}"`);
  return at;
}

/** The first role that is no part of the article: metadata, then boilerplate. */
const FIRST_OUTSIDE = ROLES.indexOf('byline' satisfies Role);
/** Lines that came together stand together: what a line is held against is further away. */
const NEAR = 4;

function logSum(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.exp(values[i]);
  return Math.log(sum + 1e-9);
}

/** The mean of all others, for each. */
function meansBeside(values: ArrayLike<number>): Float32Array {
  const n = values.length;
  let sum = 0;
  for (let p = 0; p < n; p++) sum += values[p];
  return Float32Array.from({ length: n }, (_, p) => (n === 1 ? 0 : (sum - values[p]) / (n - 1)));
}

/** What stands for the most of none. */
const NONE = -9;

/** The most of those that are not near, for each. */
function mostBeside(values: ArrayLike<number>): Float32Array {
  const n = values.length;
  const out = new Float32Array(n).fill(NONE);
  let before = NONE;
  let after = NONE;
  for (let p = NEAR + 1; p < n; p++) {
    before = Math.max(before, values[p - NEAR - 1]);
    out[p] = before;
  }
  for (let p = n - NEAR - 2; p >= 0; p--) {
    after = Math.max(after, values[p + NEAR + 1]);
    out[p] = Math.max(out[p], after);
  }
  return out;
}

/** Share of a paragraph's words, small words apart, that stand in another paragraph too; -1 where it has none. */
function sharedWords({ first }: Tokens, { vocabulary, length }: Shared): Float32Array {
  const { id, running, common, paragraphs } = vocabulary;
  return Float32Array.from(length, (_, p) => {
    let all = 0;
    let elsewhere = 0;
    for (let i = first[p]; i < first[p + 1]; i++) {
      const word = id[i];
      if (word < 0 || running[word] >= common) continue;
      all++;
      if (paragraphs[word] > 1) elsewhere++;
    }
    return all === 0 ? -1 : elsewhere / all;
  });
}

/** How much likelier, in log-odds, the words are of something outside the article than of the article. */
function margins({ roles }: PhraseScores, n: number): Float32Array {
  const k = ROLES.length;
  return Float32Array.from(
    { length: n },
    (_, p) => logSum(roles, p * k + FIRST_OUTSIDE, (p + 1) * k) - logSum(roles, p * k, p * k + FIRST_OUTSIDE),
  );
}

/** How many are less, for each value. */
function ranks(values: Float32Array): Map<number, number> {
  const out = new Map<number, number>();
  for (const [i, value] of Float32Array.from(values).sort().entries()) if (!out.has(value)) out.set(value, i);
  return out;
}

/** All features of a page's paragraphs, in the order of `strayColumn`, and what their words alone say. */
export function strayColumns(
  tokens: Tokens,
  scores: Scores,
  prompts: PhraseTable,
  wanted: Uint8Array,
): { columns: Columns; words: PhraseScores } {
  const { shared, logOdds } = scores;
  const n = logOdds.length;
  const words = scorePhrases(tokens, n, prompts);
  const column = (of: (p: number) => number) => Float32Array.from({ length: n }, (_, p) => of(p));
  const odds = { mean: meansBeside(logOdds), most: mostBeside(logOdds) };
  const phrase = meansBeside(shared.phrase);
  const prompt = { mean: meansBeside(words.phrase), most: mostBeside(words.phrase) };
  const margin = margins(words, n);
  const marginBeside = { mean: meansBeside(margin), most: mostBeside(margin) };
  const common = sharedWords(tokens, shared);
  const commonMean = meansBeside(common);
  const shapes = new Map<number, number>();
  for (const shape of shared.shape) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  const shorter = ranks(shared.length);
  const unended = shared.terminal.reduce((sum, ended) => sum + 1 - ended, 0) / n;
  const k = ROLES.length;
  const own: Record<(typeof STRAY_FEATURES)[number], Float32Array> = {
    ...(Object.fromEntries(
      ROLES.map((role, r) => [`prompt-${role}`, column((p) => words.roles[p * k + r])]),
    ) as Record<`prompt-${Role}`, Float32Array>),
    odds: Float32Array.from(logOdds),
    'odds-beside-mean': column((p) => logOdds[p] - odds.mean[p]),
    'odds-beside-most': column((p) => logOdds[p] - odds.most[p]),
    'phrases-beside-mean': column((p) => shared.phrase[p] - phrase[p]),
    'phrases-most': mostBeside(shared.phrase),
    'rules-mean': meansBeside(shared.ruleWeight),
    'shape-share': column((p) => shapes.get(shared.shape[p])! / n),
    'shared-words': common,
    'shared-words-beside-mean': column((p) => common[p] - commonMean[p]),
    'unended-share': column(() => unended),
    'length-rank': column((p) => shorter.get(shared.length[p])! / n),
    prompt: words.phrase,
    'prompt-known': words.known,
    'prompt-margin': margin,
    'prompt-role': column((p) => Math.max(...words.roles.subarray(p * k + FIRST_OUTSIDE, (p + 1) * k))),
    'prompt-beside-mean': column((p) => words.phrase[p] - prompt.mean[p]),
    'prompt-beside-most': column((p) => words.phrase[p] - prompt.most[p]),
    'prompt-most': prompt.most,
    'prompt-mean': prompt.mean,
    'margin-beside-mean': column((p) => margin[p] - marginBeside.mean[p]),
    'margin-beside-most': column((p) => margin[p] - marginBeside.most[p]),
  };
  return { columns: [...scores.some(wanted), ...STRAY_FEATURES.map((name) => own[name])], words };
}
