import { compilePage } from '../src/compile/compile.js';
import type { RolePair } from '../src/eval/role-score.js';
import type { Score } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { parseHtml } from '../src/parse/html/parse-html.js';
import { parseMarkdown } from '../src/parse/markdown.js';
import { ROLES } from '../src/roles.js';
import type { Markup, Page, Result } from '../src/types.js';
import { readRoleLabels } from '../training/corpus-features.js';
import { lineRoles, rolesOf } from '../training/markup-pages.js';
import { type CorpusPage, type CorpusSet, foldOf, readCorpus, SETS } from './corpus.js';
import { cleanWithFold } from './fold-models.js';
import { type HtmlCorpusPage, htmlLabels, readHtmlCorpus } from './html-corpus.js';
import { readMarkdownCorpus } from './markdown-corpus.js';
import { HTML_PEERS, peerTexts } from './peers/outputs.js';
import { countWrong, roleFinder, type Wrong } from './peers/wrong-by-role.js';
import { headlineFound, type PageResult, roleTable, scoreTable, writeReport } from './quality-report.js';
import { segmentsReport } from './segments.js';

/** Worst pages that are listed of each set. */
const WORST = 20;
/** Roles and elements that are named of a page. */
const MOST_NAMED = 3;

type Counts = Map<string, Wrong>;

/** A page's result, with the words that dechaff got wrong, by hand-labelled role and by element. */
interface MarkupResult extends PageResult {
  gold: string;
  byRole: Counts;
  byElement: Counts;
}

type Source = Omit<HtmlCorpusPage, 'html'> & { source: string };

export function* sourcesOf(format: Markup['format'], set: CorpusSet): Generator<Source> {
  if (format === 'html') for (const { html, ...page } of readHtmlCorpus(set)) yield { ...page, source: html };
  else for (const { markdown, ...page } of readMarkdownCorpus(set)) yield { ...page, source: markdown };
}

/** A paragraph's innermost block and the one around it, by tag. */
function elementOf({ markup, children }: Page, p: number): string {
  const { block } = children[p];
  if (!markup || block === undefined) return 'none';
  const { tag, parent } = markup.elements[block];
  return parent < 0 ? tag : `${markup.elements[parent].tag} > ${tag}`;
}

/** What is known of the corpus's pages beside their markup. */
export interface Known {
  flat: ReadonlyMap<string, CorpusPage>;
  labels: ReturnType<typeof readRoleLabels>;
  roleOf: ReturnType<typeof roleFinder>;
}

function rolePairs(key: string, { flat, labels }: Known, { page, verdicts }: Result): RolePair[] {
  const own = labels.get(key);
  if (!own) return [];
  const roles = rolesOf(page, lineRoles(flat.get(key)!.text, own));
  return [...roles].flatMap((role, p) =>
    role < 0 ? [] : [{ predicted: verdicts[p].role, gold: ROLES[role] }],
  );
}

export async function measure(source: Source, format: Markup['format'], known: Known): Promise<MarkupResult> {
  const { set, id, title } = source;
  const key = `${set}/${id}`;
  const fold = foldOf(source.site);
  const gold = source.gold.join('\n');
  const whole = format === 'html' ? parseHtml(source.source) : parseMarkdown(source.source);
  const inArticle = htmlLabels(whole, source.gold);
  const write = (keeps: (p: number) => boolean) => compilePage(whole, keeps, { form: 'text' }).text;
  const run = (keep: 'gold' | 'default', useModel = true) =>
    cleanWithFold(source.source, fold, keep, { format, useModel });
  const cleaned = await run('gold');
  const texts: Record<string, string> = {
    'keep every paragraph': write(() => true),
    'dechaff --no-model': (await run('gold', false)).text,
    dechaff: cleaned.text,
    'dechaff, headline kept (the default)': (await run('default')).text,
    'a perfect decision': write((p) => inArticle[p] >= 0.5),
  };
  const byRole: Counts = new Map();
  const byElement: Counts = new Map();
  const flat = known.flat.get(key)!;
  countWrong(byRole, gold, cleaned, (words) => known.roleOf(flat, words));
  countWrong(byElement, gold, cleaned, (_, p) => elementOf(cleaned.result.page, p));
  return {
    set,
    id,
    gold,
    methods: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, wordScore(text, gold)])),
    roles: rolePairs(key, known, cleaned.result),
    headline: headlineFound(title, cleaned.result),
    byRole,
    byElement,
  };
}

/** Adds what other tools make of the same pages. */
function addPeers(results: readonly MarkupResult[]): void {
  for (const peer of HTML_PEERS) {
    const texts = peerTexts(peer);
    for (const { set, id, gold, methods } of results) {
      const text = texts.get(`${set}/${id}`);
      if (text === undefined) throw new Error(`${peer.name} has no output for ${set}/${id}`);
      methods[peer.name] = wordScore(text, gold);
    }
  }
}

/** The names under which most words are wrong in one way. */
function mostly(counts: Counts, way: 'after' | 'lost'): string {
  return [...counts]
    .filter(([, count]) => count[way] > 0)
    .sort(([, a], [, b]) => b[way] - a[way])
    .slice(0, MOST_NAMED)
    .map(([name, count]) => `${name} ${count[way]}`)
    .join(', ');
}

/** The pages with the lowest F1, and what went wrong: words left and lost, by role and by element. */
export function worstTable(set: CorpusSet, results: readonly MarkupResult[]): string[] {
  const f1 = ({ methods }: MarkupResult) => methods.dechaff.f1;
  const best = ({ methods }: MarkupResult) => methods['a perfect decision'].f1;
  return [
    `\n**${set}: the worst pages** (words that were wrongly kept, and removed, by hand-labelled role; then by element)\n`,
    '| page | F1 | of a perfect decision | kept: roles | kept: elements | removed: roles | removed: elements |',
    '|---|---|---|---|---|---|---|',
    ...[...results]
      .sort((a, b) => f1(a) - f1(b))
      .slice(0, WORST)
      .map((page) => {
        const { id, byRole, byElement } = page;
        const named = (['after', 'lost'] as const).flatMap((way) => [
          mostly(byRole, way),
          mostly(byElement, way),
        ]);
        return `| ${id} | ${f1(page).toFixed(2)} | ${best(page).toFixed(2)} | ${named.join(' | ')} |`;
      }),
  ];
}

/** One set's words left and lost, over all pages, by role. */
function wrongTable(set: CorpusSet, results: readonly MarkupResult[]): string[] {
  const total: Counts = new Map();
  for (const { byRole } of results)
    for (const [role, { before, after, lost }] of byRole) {
      const sum = total.get(role) ?? { before: 0, after: 0, lost: 0 };
      total.set(role, { before: sum.before + before, after: sum.after + after, lost: sum.lost + lost });
    }
  return [
    `\n**${set}: wrong words by role**\n`,
    '| role | not of the article, on the page | left by dechaff | of the article, removed |',
    '|---|---|---|---|',
    ...[...total]
      .sort(([, a], [, b]) => b.after + b.lost - a.after - a.lost)
      .map(([role, { before, after, lost }]) => `| ${role} | ${before} | ${after} | ${lost} |`),
  ];
}

/** A page's line beside the report: scores of dechaff and of every peer's F1. */
function pageLine({ set, id, methods }: MarkupResult): object {
  const short = (score: Score) =>
    Object.fromEntries(Object.entries(score).map(([k, v]) => [k, Number(v.toFixed(4))]));
  const f1 = Object.fromEntries(
    Object.entries(methods).map(([name, score]) => [name, Number(score.f1.toFixed(4))]),
  );
  return { set, id, ...short(methods.dechaff), methods: f1 };
}

function howMeasured(format: Markup['format']): string[] {
  return [
    `\`npm run bench:quality -- --from ${format}\`: ${format === 'html' ? 'the corpus as HTML' : 'the corpus converted whole by turndown'}, whole sites left out, five folds. Word F1 against the gold article, mean over pages.`,
    'dechaff keeps `body,subheading,standfirst`, as gold articles leave the headline out; its text is that of `--to text`.\n',
    ...(format === 'html' ? HTML_PEERS.map(({ name, how }) => `- ${name}: ${how}.`) : []),
  ];
}

/** Measures pages with markup, HTML beside other tools and on segments too. */
export async function measureMarkup(format: Markup['format']): Promise<void> {
  const plain = SETS.flatMap((set) => readCorpus(set));
  const known: Known = {
    flat: new Map(plain.map((page) => [`${page.set}/${page.id}`, page])),
    labels: readRoleLabels(plain),
    roleOf: roleFinder(plain),
  };
  const results: MarkupResult[] = [];
  for (const set of SETS) {
    for (const source of sourcesOf(format, set)) results.push(await measure(source, format, known));
    console.error(`${set}, ${format}: done`);
  }
  const segments = format === 'html' ? await segmentsReport() : [];
  if (format === 'html') addPeers(results);
  const bySet = SETS.map((set) => [set, results.filter((r) => r.set === set)] as const);
  const out = [
    ...howMeasured(format),
    ...bySet.flatMap(([set, own]) => scoreTable(`${set}, ${format}`, own)),
    ...segments,
    ...roleTable(results),
    ...bySet.flatMap(([set, own]) => wrongTable(set, own)),
    ...bySet.flatMap(([set, own]) => worstTable(set, own)),
  ];
  writeReport(`quality-${format}`, out, results.map(pageLine));
}
