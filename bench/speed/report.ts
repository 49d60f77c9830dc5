import type { FilesCost, GrowthCost, JobsCost } from './batch.js';
import type { Cost } from './children.js';
import type { HardCost } from './hard.js';
import type { LibrarySpeeds } from './library.js';
import type { StageTimes } from './stages.js';
import type { Starts } from './start.js';

/** What was measured, part by part. */
export interface SpeedResults {
  stages?: StageTimes;
  text?: LibrarySpeeds;
  html?: LibrarySpeeds;
  start?: Starts;
  jobs?: JobsCost[];
  size?: GrowthCost[];
  gigabyte?: GrowthCost[];
  files?: FilesCost;
  shapes?: HardCost[];
  nearMisses?: { tried: number; median: number; slowest: HardCost[] };
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const n = (value: number, digits = 1) => value.toFixed(digits);

/** The results as Markdown. */
export function speedReport(results: SpeedResults): string {
  const parts = [
    "`npm run bench:speed`. Seconds on the wall and of the process's own time (all its threads: where other work runs beside it, only",
    'the latter compare), peak memory in MB. Medians; all tools of a table ran in one run, in turn.',
    results.html && libraryPart('HTML, one thread', results.html),
    results.text && libraryPart('Plain text, one thread', results.text),
    results.start && startPart(results.start),
    results.jobs && jobsPart(results.jobs),
    (results.size || results.gigabyte) && sizePart([...(results.size ?? []), ...(results.gigabyte ?? [])]),
    results.files && filesPart(results.files),
    (results.shapes || results.nearMisses) &&
      hardPart([...(results.shapes ?? []), ...(results.nearMisses?.slowest ?? [])], results.nearMisses),
    results.stages && stagesPart(results.stages),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function libraryPart(title: string, { pages, megabytes, left, rounds, speeds }: LibrarySpeeds): string {
  const own = speeds[0];
  const rows = speeds.map(({ name, wall, own: cpu, rate, peak }) => [
    name,
    n(rate, 2),
    n(megabytes / cpu, 2),
    n(own.rate / rate, 2),
    n(cpu / own.own, 2),
    n(peak, 0),
    n(wall, 2),
  ]);
  const without =
    left === 0 ? '' : `; ${left} more that rs-trafilatura cannot do in 2 GB and 20 s are left out for all`;
  return `**${title}**: ${pages} pages, ${n(megabytes)} MB held in memory, decoded and cleaned, ${rounds} rounds${without}.\n\n${table(
    ['', 'MB/s', 'MB/s of own time', 'dechaff is faster by', 'by own time', 'peak MB', 's a round'],
    rows,
  )}`;
}

function startPart({ node, text, html, trafilatura }: Starts): string {
  const row = (name: string, { wall, own, peak }: Cost, note: string) => [
    name,
    n(1000 * wall, 0),
    n(1000 * own, 0),
    n(peak, 0),
    note,
  ];
  const more = ({ wall, own }: Cost) =>
    `${n(1000 * (wall - node.wall), 0)} ms more than \`node -e 0\`, ${n(1000 * (own - node.own), 0)} of own time`;
  const share = `dechaff takes ${n(html.wall / trafilatura.wall, 2)} of it, ${n(html.own / trafilatura.own, 2)} by own time`;
  return `**Start**, medians of 9.\n\n${table(
    ['command', 'ms', 'own ms', 'peak MB', ''],
    [
      row('`node -e 0`', node, ''),
      row('`dechaff < page.txt`', text, more(text)),
      row('`dechaff < page.html`', html, more(html)),
      row('`trafilatura < page.html`', trafilatura, share),
    ],
  )}`;
}

function jobsPart(costs: readonly JobsCost[]): string {
  const one = (form: string) => costs.find((cost) => cost.form === form && cost.jobs === 1)!;
  return `**Jobs**: JSON Lines of corpus pages, \`clean -j N\`.\n\n${table(
    ['', 'MB', 'jobs', 's', 'own s', 'faster than one', 'peak MB'],
    costs.map(({ form, megabytes, jobs, wall, own, peak }) => [
      form,
      n(megabytes, 0),
      jobs,
      n(wall),
      n(own),
      n(one(form).wall / wall, 2),
      n(peak, 0),
    ]),
  )}`;
}

function sizePart(costs: readonly GrowthCost[]): string {
  return `**Growth**: JSON Lines of HTML, two jobs.\n\n${table(
    ['MB', 's', 'own s', 'times the row before', 'by own time', 'peak MB'],
    costs.map(({ megabytes, wall, own, peak }, i) => {
      const before = costs[i - 1];
      return [
        megabytes,
        n(wall),
        n(own),
        before ? n(wall / before.wall, 2) : '',
        before ? n(own / before.own, 2) : '',
        n(peak, 0),
      ];
    }),
  )}`;
}

function filesPart({ files, megabytes, folder, jsonl, copy }: FilesCost): string {
  return `**Small files**: ${files} files, ${n(megabytes, 0)} MB, two jobs, into a folder with its report; the same texts as one JSON Lines file; a plain copy.\n\n${table(
    ['', 's', 'own s', 'peak MB'],
    [
      ['folder', n(folder.wall), n(folder.own), n(folder.peak, 0)],
      ['JSON Lines', n(jsonl.wall), n(jsonl.own), n(jsonl.peak, 0)],
      ['copy', n(copy), '', ''],
    ],
  )}\n\nFolder / (1.5 x JSON Lines + copy): ${n(folder.wall / (1.5 * jsonl.wall + copy), 2)}.`;
}

function hardPart(costs: readonly HardCost[], near: SpeedResults['nearMisses']): string {
  const cell = ({ megabytes, seconds }: HardCost['runs'][number]) =>
    megabytes === undefined || seconds === undefined
      ? 'not in 300 s'
      : `${n(seconds, 2)} s, ${n(megabytes, 1)} MB: ${n(seconds / megabytes, 2)} s/MB`;
  const note =
    near &&
    `\n\nNear-misses: ${near.tried} texts (each \`@keep\` of each rule's fixture, two hundred times), ${n(near.median, 2)} s/MB in the middle; the slowest are shown.`;
  return `**Hard inputs**, at a size and ten times that, own time.\n\n${table(
    ['', ...costs[0].runs.map((_, i) => (i === 0 ? 'size' : 'ten times'))],
    costs.map(({ name, runs }) => [name, ...runs.map((run) => `${run.size}: ${cell(run)}`)]),
  )}${note ?? ''}`;
}

function stagesPart({ pages, megabytes, rounds, text, rules, stages, packed }: StageTimes): string {
  const row = (name: string, ms: number) => [name, n(ms, 0), n((1000 * megabytes) / ms)];
  return `**Stages of plain text**: ${pages} pages, ${n(megabytes)} MB, own time, ${rounds} rounds. Learned files, packed: ${n(packed, 2)} MB.\n\n${table(
    ['', 'ms', 'MB/s'],
    [
      row('clean text', text),
      row('clean text, `--no-model`', rules),
      ...Object.entries(stages).map(([name, ms]) => row(`stage: ${name}`, ms)),
    ],
  )}`;
}
