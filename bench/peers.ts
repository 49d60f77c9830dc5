import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meanScore, type Score as WordScore } from '../src/eval/score.js';
import { wordScore } from '../src/eval/word-score.js';
import { ROLES } from '../src/roles.js';
import { type CorpusPage, foldOf, hasCorpus, readCorpus, SETS } from './corpus.js';
import { cleanWithFold } from './fold-models.js';
import { PEERS, type Peer, peerTexts } from './peers/outputs.js';
import { countWrong, roleFinder, UNLABELLED, type Wrong } from './peers/wrong-by-role.js';

/** A page before dechaff and after. */
interface PageResult {
  peer: string;
  set: string;
  id: string;
  before: WordScore;
  after: WordScore;
  /** With the headline kept, as by default. */
  withHeadline: WordScore;
}

const OUT = join(import.meta.dirname, 'results');
/** F1 may fall by this much at most. */
const MOST_FALL = 0.001;

async function runPeer(peer: Peer, pages: readonly CorpusPage[], roleOf: ReturnType<typeof roleFinder>) {
  const texts = peerTexts(peer);
  const wrong = new Map<string, Wrong>();
  const results: PageResult[] = [];
  for (const page of pages) {
    const text = texts.get(`${page.set}/${page.id}`);
    if (text === undefined) throw new Error(`${peer.name} has no output for ${page.set}/${page.id}`);
    const cleaned = await cleanWithFold(text, foldOf(page.site), 'gold');
    countWrong(wrong, page.gold.join('\n'), cleaned, (words) => roleOf(page, words));
    const usual = cleaned.paragraphs.filter(({ keep, role }) => keep || role === 'headline');
    const outcomes = [text, cleaned.text, usual.map((p) => p.text).join('\n')];
    const [before, after, withHeadline] = outcomes.map((t) => wordScore(t, page.gold.join('\n')));
    results.push({ peer: peer.name, set: page.set, id: page.id, before, after, withHeadline });
  }
  return { peer, results, wrong };
}

const f = (n: number) => n.toFixed(4);

function scoreRow(name: string, results: readonly PageResult[]): string {
  const mean = (key: 'before' | 'after' | 'withHeadline') => meanScore(results.map((r) => r[key]));
  const [before, after] = [mean('before'), mean('after')];
  const rise = (r: PageResult) => r.after.f1 - r.before.f1;
  const change = after.f1 - before.f1;
  const sign = `${change < 0 ? '' : '+'}${f(change)}`;
  const cells = [
    name,
    f(before.f1),
    f(after.f1),
    change < -MOST_FALL ? `**${sign}**` : sign,
    f(mean('withHeadline').f1),
    ...[before, after].map(({ precision, recall }) => `${f(precision)} / ${f(recall)}`),
    results.filter((r) => rise(r) > MOST_FALL).length,
    results.filter((r) => rise(r) < -MOST_FALL).length,
    results.filter((r) => r.after.recall < r.before.recall / 2).length,
  ];
  return `| ${cells.join(' | ')} |`;
}

function scoreTable(runs: readonly Awaited<ReturnType<typeof runPeer>>[]): string[] {
  return SETS.flatMap((set) => [
    `\n**${set}** (${runs[0].results.filter((r) => r.set === set).length} pages)\n`,
    '| | F1 alone | F1 with dechaff | change | headline kept | precision / recall alone | with dechaff | better | worse | halved |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...runs.map(({ peer, results }) =>
      scoreRow(
        peer.name,
        results.filter((r) => r.set === set),
      ),
    ),
  ]);
}

function wrongTable(runs: readonly Awaited<ReturnType<typeof runPeer>>[]): string[] {
  const roles = [...ROLES, UNLABELLED.line, UNLABELLED.page].filter((role) =>
    runs.some(({ wrong }) => wrong.has(role)),
  );
  const cells = (role: string) =>
    runs.map(({ wrong }) => {
      const { before, after, lost } = wrong.get(role) ?? { before: 0, after: 0, lost: 0 };
      return `${before} → ${after}, ${lost}`;
    });
  return [
    '\n**Still wrong, by role**\n',
    `| role | ${runs.map(({ peer }) => peer.name).join(' | ')} |`,
    `|---|${'---|'.repeat(runs.length)}`,
    ...roles.map((role) => `| ${role} | ${cells(role).join(' | ')} |`),
  ];
}

if (!hasCorpus()) {
  console.log('no ../shared/corpus here: nothing to measure');
  process.exit(0);
}

const pages = SETS.flatMap((set) => readCorpus(set));
const roleOf = roleFinder(pages);
const runs = [];
for (const peer of PEERS) runs.push(await runPeer(peer, pages, roleOf));
const caption = [
  `\`npm run bench:peers\`: each tool's output over the corpus's HTML, then dechaff over that output as plain text, with`,
  'whole sites left out of its training and `--keep body,subheading,standfirst`. Word F1 against the gold article, mean over pages.',
  'Headline kept: F1 with what is called a headline kept, as by default. Better, worse: pages whose F1 changes by more than .001;',
  "halved: pages that lose over half of the article's words that the tool had found.\n",
  ...PEERS.map(({ name, how }) => `- ${name}: ${how}.`),
];
const note = [
  "\nWords that are not the gold article's, in the tool's output → left by dechaff, then words of the article that dechaff removed.",
  'A paragraph has the role labelled by hand for the line of the page with the same words, or of which it is a part of four words or more.',
];
const out = [...caption, ...scoreTable(runs), ...wrongTable(runs), ...note].join('\n');
console.log(out);
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'peers.md'), `${out}\n`);
const all = runs.flatMap(({ results }) => results);
const short = (_: string, value: unknown) => (typeof value === 'number' ? Number(f(value)) : value);
writeFileSync(join(OUT, 'peers-pages.jsonl'), `${all.map((r) => JSON.stringify(r, short)).join('\n')}\n`);
