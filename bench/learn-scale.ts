/**
 * Counting at scale: `dechaff learn merge` over what ten and twenty million paragraphs add, on two threads with a memory limit of
 * 1 GB. Cleaning is not in it. Rows are made by DuckDB: 2.5 a paragraph, as pages of the corpus have; a tenth of the keys repeat.
 *
 *   npm run bench:learn-scale [-- MILLIONS]
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { BIN, measureBeside } from './speed/children.js';

const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, '.cache/learn-scale');
const ROWS_A_PARAGRAPH = 2.5;
const FILE_ROWS = 2_500_000;
const MEMORY = '1GB';
/** How often disk and memory are looked at, in milliseconds. */
const LOOK = 200;

const sizeOf = (folder: string): number =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce(
          (sum, { parentPath, name }) =>
            sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
          0,
        )
    : 0;

/** Writes files of observations. A line has some sixty characters, twice, as witnesses have. */
async function makeInput(folder: string, rows: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
  const connection = await instance.connect();
  for (let from = 0; from < rows; from += FILE_ROWS) {
    const to = Math.min(rows, from + FILE_ROWS);
    // Every tenth row is one of the site's hundred standing lines; the others are seen once.
    const number = `CASE WHEN i % 10 = 0 THEN hash(i) % 100 ELSE i END`;
    await connection.run(`COPY (
      SELECT 'site-' || (i // 5000) || '.example' AS site,
        CASE i % 5 WHEN 0 THEN 'exact' WHEN 1 THEN 'near' WHEN 2 THEN 'exact' WHEN 3 THEN 'near' ELSE 'template' END AS kind,
        printf('%016x', hash(${number})) AS key,
        CASE WHEN i % 3 = 0 THEN 'navigation' ELSE 'body' END AS role,
        '' AS template, 1::BIGINT AS documents, (i % 3 > 0)::BIGINT AS article,
        '2024-01-01' AS first_seen, '2024-01-01' AS last_seen,
        (i % 5 = 0)::BIGINT AS place_1, (i % 5 = 1)::BIGINT AS place_2, (i % 5 = 2)::BIGINT AS place_3,
        (i % 5 = 3)::BIGINT AS place_4, (i % 5 = 4)::BIGINT AS place_5,
        1::BIGINT << (i % 62) AS variety, line AS low, line AS high
      FROM (SELECT i, printf('%08x ', hash(${number}) % 4294967296) || repeat(md5((${number})::VARCHAR), 2) AS line FROM range(${from}, ${to}) t(i))
    ) TO '${join(folder, `${from}.parquet`)}' (FORMAT parquet, COMPRESSION zstd)`);
  }
  connection.closeSync();
  instance.closeSync();
}

async function run(millions: number) {
  const folder = join(WORK, 'input');
  rmSync(WORK, { recursive: true, force: true });
  await makeInput(folder, millions * 1e6 * ROWS_A_PARAGRAPH);
  const temp = join(WORK, 'temp');
  let disk = 0;
  const look = setInterval(() => {
    disk = Math.max(disk, sizeOf(temp));
  }, LOOK);
  const out = join(WORK, 'counts.parquet');
  const args = ['learn', 'merge', folder, '-o', out, '--memory', MEMORY, '--temp', temp, '--threads', '2'];
  const cost = await measureBeside([process.execPath, BIN, ...args]);
  clearInterval(look);
  const mb = (bytes: number) => Math.round(bytes / 1e6);
  return { millions, ...cost, input: mb(sizeOf(folder)), disk: mb(disk), counts: mb(statSync(out).size) };
}

const millions = Number(process.argv[2] ?? 10);
const runs = [await run(millions), await run(2 * millions)];
const [one, two] = runs;
const report = `# Counting at scale

\`npm run bench:learn-scale\`: \`dechaff learn merge\` of what so many paragraphs add (2.5 rows each, as pages of the corpus have; a tenth of
them standing lines), two threads, \`--memory ${MEMORY}\`. Cleaning is not in it.

| million paragraphs | seconds | own seconds | input MB | most on disk beside it, MB | counts MB | peak MB |
|---:|---:|---:|---:|---:|---:|---:|
${runs.map((r) => `| ${r.millions} | ${r.wall.toFixed(0)} | ${r.own.toFixed(0)} | ${r.input} | ${r.disk} | ${r.counts} | ${r.peak.toFixed(0)} |`).join('\n')}

Twice the input takes ${(two.wall / one.wall).toFixed(2)} times the time, ${(two.own / one.own).toFixed(2)} times the own time.
`;
rmSync(WORK, { recursive: true, force: true });
console.log(report);
if (millions === 10) writeFileSync(join(ROOT, 'bench/results/learn-scale.md'), report);
