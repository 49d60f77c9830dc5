import { rmSync } from 'node:fs';
import {
  BIGINT,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  VARCHAR,
} from '@duckdb/node-api';
import { readStatement } from '../../statements.js';
import type { CountRow } from '../observation.js';

const COLUMNS = [
  ['site', 'VARCHAR'],
  ['kind', 'VARCHAR'],
  ['key', 'VARCHAR'],
  ['role', 'VARCHAR'],
  ['template', 'VARCHAR'],
  ['documents', 'BIGINT'],
  ['article', 'BIGINT'],
  ['first_seen', 'VARCHAR'],
  ['last_seen', 'VARCHAR'],
  ['place_1', 'BIGINT'],
  ['place_2', 'BIGINT'],
  ['place_3', 'BIGINT'],
  ['place_4', 'BIGINT'],
  ['place_5', 'BIGINT'],
  ['variety', 'BIGINT'],
  ['low', 'VARCHAR'],
  ['high', 'VARCHAR'],
] as const satisfies readonly (readonly [keyof CountRow, string])[];

const CHUNK = 2048;
/** Rows that are counted at once: DuckDB cannot spill the strings of which it looks for the least and the largest. */
const AT_ONCE = 2_000_000;

const parquet = (paths: readonly string[]) => `read_parquet([${paths.map(quoted).join(', ')}])`;

const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;

/** How much the engine may take. */
export interface EngineLimits {
  /** As DuckDB writes it: `1GB`. */
  memory: string;
  /** Where it spills. */
  folder: string;
  threads: number;
  /** Rows that are counted at once. */
  rowsAtOnce?: number;
}

const NAMES = COLUMNS.map(([name]) => name).join(', ');

/** DuckDB, on disk where memory does not hold: counts what repeats. Close it. */
export class CountStore {
  /** Parquet files that are read where they stand. */
  private readonly files: string[] = [];
  private chunk = DuckDBDataChunk.create(COLUMNS.map(([, type]) => (type === 'BIGINT' ? BIGINT : VARCHAR)));
  private rows: CountRow[] = [];

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly appender: DuckDBAppender,
    private readonly rowsAtOnce: number,
  ) {}

  /** @param file the database; a new one. */
  static async open(
    file: string,
    { memory, folder, threads, rowsAtOnce = AT_ONCE }: EngineLimits,
  ): Promise<CountStore> {
    const instance = await DuckDBInstance.create(file, {
      memory_limit: memory,
      temp_directory: folder,
      threads: String(threads),
      preserve_insertion_order: 'false',
    });
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE added (${COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')})`,
    );
    return new CountStore(instance, connection, await connection.createAppender('added'), rowsAtOnce);
  }

  /** Takes what a page adds. */
  add(rows: readonly CountRow[]): void {
    for (const row of rows) this.rows.push(row);
    while (this.rows.length >= CHUNK) this.append(this.rows.splice(0, CHUNK));
  }

  private append(rows: readonly CountRow[]): void {
    this.chunk.reset();
    this.chunk.setColumns(
      COLUMNS.map(
        ([name, type]) =>
          rows.map((row) => (type === 'BIGINT' ? BigInt(row[name] ?? 0) : row[name])) as (
            | string
            | bigint
            | null
          )[],
      ),
    );
    this.appender.appendDataChunk(this.chunk);
  }

  /** Puts what was added and the files into the one view that statements read; or what is of some sites, one part of so many. */
  private async gather(part = 0, parts = 1): Promise<void> {
    if (this.rows.length > 0) this.append(this.rows.splice(0));
    this.appender.flushSync();
    const some = parts > 1 ? ` WHERE hash(site) % ${parts} = ${part}` : '';
    const from = (source: string) => `SELECT ${NAMES} FROM ${source}${some}`;
    const files = this.files.length > 0 ? ` UNION ALL ${from(parquet(this.files))}` : '';
    await this.connection.run(`CREATE OR REPLACE VIEW observations AS ${from('added')}${files}`);
  }

  /** Writes what was added as counts: a Parquet file, sorted. */
  async writeCounts(path: string): Promise<void> {
    const counted: string[] = [];
    try {
      await this.eachPart(async (part) => {
        counted.push(`${path}.part-${part}`);
        await this.connection.run(
          `COPY (${readStatement('count')}) TO ${quoted(counted[part])} (FORMAT parquet, COMPRESSION zstd)`,
        );
      });
      await this.connection.run(
        `COPY (SELECT * FROM ${parquet(counted)} ORDER BY site, kind, key, role) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd)`,
      );
    } finally {
      for (const file of counted) rmSync(file, { force: true });
    }
  }

  /** Does something for the observations part by part, all rows of a site in one, so that each can be counted by itself. */
  private async eachPart(act: (part: number) => Promise<unknown>): Promise<void> {
    await this.gather();
    const [[rows]] = (await this.connection.runAndReadAll('SELECT count(*) FROM observations')).getRows();
    const parts = Math.max(1, Math.ceil(Number(rows) / this.rowsAtOnce));
    for (let part = 0; part < parts; part++) {
      await this.gather(part, parts);
      await act(part);
    }
  }

  /** Writes what was added as counts, which stand for it from now on. The file must stay there. */
  async setAside(path: string): Promise<void> {
    const others = this.files.splice(0);
    await this.writeCounts(path);
    await this.connection.run('DELETE FROM added');
    this.files.push(...others, path);
  }

  /** Ends the statement that runs: it throws. */
  interrupt(): void {
    this.connection.interrupt();
  }

  /** Takes the counts of Parquet files, which must stay there. */
  async addCounts(paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.connection.run(`SELECT ${NAMES} FROM ${parquet([path])} LIMIT 0`);
    this.files.push(...paths);
  }

  /** Rows of the keys that at least so many documents have, and of the sites, site after site. */
  async *frequent(least: number): AsyncGenerator<CountRow[]> {
    await this.eachPart((part) =>
      this.connection.run(
        `${part === 0 ? 'CREATE OR REPLACE TABLE counts AS' : 'INSERT INTO counts'} ${readStatement('count')}`,
      ),
    );
    const result = await this.connection.stream(
      readStatement('select').replace('{least}', String(Math.floor(least))),
    );
    let site: CountRow[] = [];
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      const names = result.columnNames();
      for (const values of chunk.getRows()) {
        const row = toRow(names, values);
        if (site.length > 0 && site[0].site !== row.site) {
          yield site;
          site = [];
        }
        site.push(row);
      }
    }
    if (site.length > 0) yield site;
  }

  close(): void {
    this.appender.closeSync();
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Counts of documents fit into a number; the bits of `variety` do not. */
function toRow(names: readonly string[], values: readonly unknown[]): CountRow {
  const entries = names.map((name, i) => {
    const value = values[i];
    return [name, typeof value === 'bigint' && name !== 'variety' ? Number(value) : value];
  });
  return Object.fromEntries(entries) as CountRow;
}
