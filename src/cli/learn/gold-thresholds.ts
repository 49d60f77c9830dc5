import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GoldPage } from '../../learn/gold-phrases.js';
import type { CountRow } from '../../learn/observation.js';
import { observe } from '../../learn/observe.js';
import { selectSignatures } from '../../learn/select.js';
import {
  addEffects,
  choices,
  chooseThresholds,
  NO_EFFECT,
  type SignatureEffect,
  type Thresholds,
} from '../../learn/thresholds.js';
import type { Rule } from '../../match/rule.js';
import { countWords } from '../../match/rule-set.js';
import { createModel, type Model } from '../../model.js';
import { createProcessor, processDocument } from '../../processor.js';
import type { Result, Document as SourceDocument } from '../../types.js';
import { siteFile } from './site-file.js';

/** A page of known article, as the shipped rules and model decide on it. */
interface Page extends GoldPage {
  result: Result;
  document: SourceDocument;
}

/** What gold says of thresholds. */
export interface LearnedThresholds {
  limits: Thresholds;
  sites: number;
  pages: number;
  /** Each site by what the other sites choose; by the defaults where they tell nothing. */
  others: SignatureEffect;
  defaults: SignatureEffect;
}

/** Pages of one site in two halves: what is learned from one is tried on the other. */
interface Halves {
  site: string;
  halves: [Page[], Page[]];
}

/**
 * Chooses what a signature needs by pages whose article is known: of each site with enough of them signatures are learned from one half,
 * applied to the other, and the other way round.
 * @param own rules that the pages were cleaned by, beside the shipped ones.
 * @param from where nothing speaks for others, these stay.
 * @param fixed what is not to be chosen.
 * @param temp folder for signatures that are tried; nothing stays there.
 * @returns the reason where too few pages tell nothing.
 */
export async function learnThresholds(
  pages: readonly Page[],
  own: readonly Rule[],
  from: Thresholds,
  fixed: Partial<Thresholds>,
  temp = tmpdir(),
): Promise<LearnedThresholds | string> {
  const all = choices(from, fixed);
  const sites = splitSites(pages, all[0].documents);
  if (sites.length === 0) return `it takes sites with ${2 * all[0].documents} pages or more`;
  mkdirSync(temp, { recursive: true });
  const folder = mkdtempSync(join(temp, 'dechaff-gold-'));
  try {
    const effects: SignatureEffect[][] = [];
    for (const site of sites) effects.push(await effectsOn(site, all, own, folder));
    const sum = (rows: readonly SignatureEffect[][]) =>
      all.map((_, i) => rows.reduce((effect, row) => addEffects(effect, row[i]), NO_EFFECT));
    const chosen = chooseThresholds(sum(effects));
    if (chosen === undefined) return 'there is too little article in sites with enough pages';
    const byOthers = effects.map(
      (row, i) => row[chooseThresholds(sum(effects.filter((_, k) => k !== i))) ?? 0],
    );
    return {
      limits: all[chosen],
      sites: sites.length,
      pages: sites.reduce((count, { halves }) => count + halves[0].length + halves[1].length, 0),
      others: byOthers.reduce(addEffects, NO_EFFECT),
      defaults: sum(effects)[0],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sites of which half the pages may have a signature. Pages are dealt out by their ids, in whatever order they came. */
function splitSites(pages: readonly Page[], least: number): Halves[] {
  const bySite = new Map<string, Page[]>();
  for (const page of pages) bySite.set(page.site, [...(bySite.get(page.site) ?? []), page]);
  return [...bySite]
    .filter(([site, own]) => site !== '' && own.length >= 2 * least)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([site, own]) => {
      const sorted = own.toSorted((a, b) => (a.document.id < b.document.id ? -1 : 1));
      return { site, halves: [sorted.filter((_, i) => i % 2 === 0), sorted.filter((_, i) => i % 2 === 1)] };
    });
}

/** What signatures of a site do to its pages, for each of the thresholds. */
async function effectsOn(
  { site, halves }: Halves,
  all: readonly Thresholds[],
  own: readonly Rule[],
  temp: string,
): Promise<SignatureEffect[]> {
  const effects = all.map(() => NO_EFFECT);
  for (const [learned, tried] of [halves, halves.toReversed()]) {
    const rows: CountRow[] = learned.flatMap(({ result }) => observe(result, site, ''));
    // Most thresholds choose the same signatures: pages are cleaned once for all of them.
    const known = new Map<string, SignatureEffect>();
    for (const [i, limits] of all.entries()) {
      const signatures = selectSignatures(rows, limits);
      const frozen = siteFile(site, signatures);
      let effect = known.get(frozen.text);
      if (!effect) {
        const folder = mkdtempSync(join(temp, 'try-'));
        mkdirSync(join(folder, 'sites'));
        // A file without a rule is none.
        if (signatures.length > 0) writeFileSync(join(folder, 'sites', frozen.name), frozen.text);
        effect = await effectOf(createModel(own, undefined, [folder]), tried);
        known.set(frozen.text, effect);
      }
      effects[i] = addEffects(effects[i], effect);
    }
  }
  return effects;
}

/** What a model with signatures does to pages otherwise than the one that they were cleaned by. */
async function effectOf(model: Model, pages: readonly Page[]): Promise<SignatureEffect> {
  const processor = createProcessor({ model, language: false });
  let effect = NO_EFFECT;
  for (const { document, site, result, tokens, inArticle } of pages) {
    const signed = await processDocument(processor, { ...document, site });
    const stays = new Uint8Array(signed.page.text.length);
    for (const [p, { start, end }] of signed.page.children.entries())
      if (signed.verdicts[p].keep) stays.fill(1, start, end);
    const words = countWords(result.page, tokens);
    for (const { index, start, end } of result.page.children) {
      const { keep, role } = result.verdicts[index];
      if (!keep) continue;
      const isArticle = inArticle[index] >= 0.5 || role === 'headline';
      const gone = stays[(start + end) >> 1] ? 0 : words[index];
      effect = addEffects(
        effect,
        isArticle
          ? { ...NO_EFFECT, article: words[index], lost: gone }
          : { ...NO_EFFECT, left: words[index], removed: gone },
      );
    }
  }
  return effect;
}
