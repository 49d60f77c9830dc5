import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Document } from 'yaml';
import { bootstrap, type Interval } from '../../eval/bootstrap.js';
import { pairById } from '../../eval/pairing.js';
import { wordScore } from '../../eval/word-score.js';
import { labelByGold } from '../../learn/gold-labels.js';
import { type GoldPage, learnPhrases } from '../../learn/gold-phrases.js';
import { type CountedPage, countRules, logOdds, type RuleCount } from '../../learn/rule-counts.js';
import type { SignatureEffect } from '../../learn/thresholds.js';
import type { Rule } from '../../match/rule.js';
import { RuleSet } from '../../match/rule-set.js';
import { createModel, type Model } from '../../model.js';
import { THRESHOLDS } from '../../pack/thresholds.js';
import { type CountedWeight, WEIGHTS } from '../../pack/weights.js';
import { tokenise } from '../../parse/tokens.js';
import { UsageError } from '../../problem.js';
import { createProcessor, processDocument } from '../../processor.js';
import { IgnoreRules } from '../../read/ignore.js';
import { type Input, readInput } from '../../read/input.js';
import { isFault } from '../../read/record.js';
import { readTextSet } from '../../read/text-set.js';
import type { Result, Document as SourceDocument } from '../../types.js';
import { writeWhole } from '../../write/file.js';
import type { LearnFlags } from '../commands/learn.js';
import { ExitCode, type Io, write } from '../io.js';
import { loadAdded } from '../model.js';
import { siteOfRecord } from '../site.js';
import { type LearnedThresholds, learnThresholds } from './gold-thresholds.js';
import { givenThresholds, thresholdsOf, toFile } from './thresholds.js';

/** Parts that sites are left out in. */
const FOLDS = 5;

/** A page of known article, as the shipped rules and model decide on it. */
interface Page extends GoldPage {
  result: Result;
  document: SourceDocument;
  gold: string;
}

/** What a gold set taught: weights of the user's rules, and phrases. */
interface Lesson {
  phrases: Rule[];
  weights: Record<string, CountedWeight>;
}

/**
 * `learn --gold`: counts weights of the user's rules and finds phrases that the shipped model leaves behind, into a pack, and says
 * what they gain on sites that they were not learned from. Returns the exit code.
 */
export async function learnFromGold(
  inputs: readonly Input[],
  rulePaths: readonly string[],
  out: string,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  const own = rulePaths.length > 0 ? await loadAdded(rulePaths, io.cwd) : [];
  const plain = createModel(own);
  const pages = await readPages(inputs, plain, flags, io);
  const sites = [...new Set(pages.map(({ site }) => site))].sort();
  const pack = basename(out);
  const lesson = learn(pages, own, pack);
  const thresholds = await learnThresholds(
    pages,
    own,
    thresholdsOf(flags, io.cwd),
    givenThresholds(flags),
    flags.temp === undefined ? undefined : resolve(io.cwd, flags.temp),
  );
  writePack(out, lesson, thresholds);
  const { phrases, weights } = lesson;
  await write(
    io.stdout,
    `${Object.keys(weights).length - phrases.length} weights of rules and ${phrases.length} phrases from ${pages.length} pages of ${sites.length} sites\n${thresholdsLine(thresholds)}`,
  );
  if (sites.length < 2) {
    await write(io.stdout, 'gain: not known; it takes pages of two sites or more\n');
    return ExitCode.Done;
  }
  await write(io.stdout, gainLine(await measure(pages, sites, own, pack)));
  return ExitCode.Done;
}

/** Reads pages, cleans them and pairs them with their gold by id. Throws `UsageError` where one has no partner. */
async function readPages(inputs: readonly Input[], model: Model, flags: LearnFlags, io: Io): Promise<Page[]> {
  const golds = await readTextSet(flags.gold!, {
    cwd: io.cwd,
    ignore: new IgnoreRules(io.cwd, [], true),
    takes: () => true,
  });
  const processor = createProcessor({ model, language: false });
  const { encoding, maxRecordSize, textField, htmlField } = flags;
  const documents: { id: string; site: string; document: SourceDocument }[] = [];
  for (const input of inputs)
    for await (const item of readInput(input, { encoding, maxRecordSize, textField, htmlField })) {
      if (isFault(item)) throw new UsageError(`${input.name}:${item.line}: ${item.error}`);
      const site = siteOfRecord(item, input, flags.siteField) ?? '';
      documents.push({ id: item.document.id, site, document: item.document });
    }
  const { pairs, onlyPredicted } = pairById(documents, golds);
  if (pairs.length === 0 || onlyPredicted.length > 0)
    throw new UsageError(
      `${flags.gold}: has no gold of ${onlyPredicted.length} pages, such as "${onlyPredicted[0]?.id}"; ids or paths must be the same`,
    );
  const pages: Page[] = [];
  for (const [{ site, document }, entry] of pairs) {
    const gold = (await entry.read()).text;
    if (gold === undefined) throw new UsageError(`${entry.name}: has no text`);
    const result = await processDocument(processor, document);
    const tokens = tokenise(result.page);
    pages.push({ site, document, gold, result, tokens, inArticle: labelByGold(result.page, tokens, gold) });
  }
  return pages;
}

/** Learns from some pages. */
function learn(pages: readonly Page[], own: readonly Rule[], pack: string): Lesson {
  const phrases = learnPhrases(pages, pack);
  const rules = new RuleSet([...own, ...phrases]);
  const counted = pages.map(({ site, result, tokens, inArticle }): CountedPage => {
    const isTitle = Uint8Array.from(result.verdicts, ({ role }) => Number(role === 'headline'));
    return { site, matches: rules.match(result.page, tokens), inArticle, isTitle };
  });
  const weights: Lesson['weights'] = {};
  for (const [i, { whole, part }] of countRules(counted, rules).entries()) {
    const [outside, inside] = [whole.outside + part.outside, whole.inside + part.inside];
    if (outside + inside === 0) continue;
    const sites = Math.max(whole.sites, part.sites);
    weights[rules.rules[i].id] = { whole: weigh(whole), part: weigh(part), outside, inside, sites };
  }
  return { phrases, weights };
}

/** A count that nothing stands behind says nothing. */
const weigh = (count: RuleCount) => (count.outside + count.inside === 0 ? 0 : logOdds(count));

const PHRASES = 'phrases.yml';
/** First words of a written file: by them its own files are known again. */
const HEAD = ' Learned by "dechaff learn --gold".';

const AS_RULES = '"--rules" with this folder';

/** What an earlier run wrote and this one has nothing for. */
function removeOwn(out: string, name: string): void {
  const file = `${out}/${name}`;
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(`#${HEAD}`)) rmSync(file);
}

function writePack(out: string, { phrases, weights }: Lesson, thresholds: LearnedThresholds | string): void {
  const file = (name: string, use: string, content: unknown) => {
    const document = new Document(content);
    document.commentBefore = `${HEAD} Review it; ${use} applies it.`;
    writeWhole(`${out}/${name}`, document.toString({ lineWidth: 0 }));
  };
  const sorted = Object.fromEntries(Object.entries(weights).sort(([a], [b]) => (a < b ? -1 : 1)));
  file(WEIGHTS, AS_RULES, { weights: sorted });
  if (typeof thresholds === 'string') removeOwn(out, THRESHOLDS);
  else file(THRESHOLDS, '"learn --thresholds" with this file', toFile(thresholds.limits));
  if (phrases.length === 0) {
    removeOwn(out, PHRASES);
    return;
  }
  const rules = phrases.map(({ id, role, why, phrases: list }) => ({
    id: id.split('/').at(-1),
    role,
    why,
    phrases: list,
  }));
  file(PHRASES, AS_RULES, { rules: rules.sort((a, b) => (a.id! < b.id! ? -1 : 1)) });
}

interface Gain {
  before: { f1: number; recall: number };
  after: { f1: number; recall: number };
  interval?: Interval;
  pages: number;
  sites: number;
}

/** F1 of pages by what other sites taught, beside that of the shipped model with the user's rules as they are. */
async function measure(
  pages: readonly Page[],
  sites: readonly string[],
  own: readonly Rule[],
  pack: string,
): Promise<Gain> {
  const folds = Math.min(FOLDS, sites.length);
  const foldOf = new Map(sites.map((site, i) => [site, i % folds]));
  const rows: number[][] = [];
  for (let fold = 0; fold < folds; fold++) {
    const { phrases, weights } = learn(
      pages.filter(({ site }) => foldOf.get(site) !== fold),
      own,
      pack,
    );
    const model = createModel([...own, ...phrases], undefined, [], weights);
    const processor = createProcessor({ model, language: false });
    for (const { document, gold, result } of pages.filter(({ site }) => foldOf.get(site) === fold)) {
      const before = wordScore(result.text, gold);
      const after = wordScore((await processDocument(processor, document)).text, gold);
      rows.push([before.f1, before.recall, after.f1, after.recall]);
    }
  }
  const mean = (k: number) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length;
  const intervals = bootstrap(rows, (sums, documents) => [(sums[2] - sums[0]) / documents]);
  return {
    before: { f1: mean(0), recall: mean(1) },
    after: { f1: mean(2), recall: mean(3) },
    interval: intervals?.[0],
    pages: rows.length,
    sites: sites.length,
  };
}

const fixed = (value: number) => value.toFixed(4).replace(/^(-?)0/, '$1');
const signed = (value: number) => (value < 0 ? fixed(value) : `+${fixed(value)}`);

function gainLine({ before, after, interval, pages, sites }: Gain): string {
  const range = interval ? ` (95 %: ${signed(interval.low)} to ${signed(interval.high)})` : '';
  return [
    `gain, each page by what other sites taught, ${pages} pages of ${sites} sites:`,
    `F1 ${fixed(before.f1)} to ${fixed(after.f1)}, ${signed(after.f1 - before.f1)}${range};`,
    `recall ${fixed(before.recall)} to ${fixed(after.recall)}\n`,
  ].join(' ');
}

const percent = (part: number, of: number) => `${(of === 0 ? 0 : (100 * part) / of).toFixed(2)} %`;

function thresholdsLine(thresholds: LearnedThresholds | string): string {
  if (typeof thresholds === 'string') return `thresholds of signatures: not chosen; ${thresholds}\n`;
  const { limits, pages, sites, others, defaults } = thresholds;
  const values = Object.entries(toFile(limits)).map(([key, value]) => `${key} ${value}`);
  const tell = (effect: SignatureEffect) =>
    `${percent(effect.removed, effect.left)} of the boilerplate that is left goes, for ${percent(effect.lost, effect.article)} of the article`;
  return [
    `thresholds of signatures: ${values.join(', ')}, chosen on ${pages} pages of ${sites} sites;`,
    `each site by the choice of the others, ${tell(others)}; before, ${tell(defaults)}\n`,
  ].join(' ');
}
