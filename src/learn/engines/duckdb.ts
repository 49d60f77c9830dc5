import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
/** Share of the memory that DuckDB may have for its own: what it reads, writes and compares comes on top. */
const ENGINE_SHARE = 0.45;
/** Bytes that counting a row takes: of the strings of which DuckDB looks for the least and the largest it can spill none. */
const BYTES_A_ROW = 2500;
/** Ranges that rows are dealt out into in one pass. */
const FAN_OUT = 16;
/** Rows that a thread holds before it hands them on to their parts. */
const DEALT_AT_ONCE = 65_536;

/**
 * Order and parts go by 16 bits of a row's key: digits of it, but for the first ones, which may say little (the band of near lines). What has
 * no key, the rows of sites, goes by its site.
 */
const KEY_NUMBERS = 0x10000;
const KEY_NUMBER = `CAST(coalesce(TRY_CAST('0x' || substr(key, 5, 4) AS INTEGER), hash(site) % ${KEY_NUMBERS}) AS INTEGER)`;
const KEY_ORDER = `${KEY_NUMBER}, key, site, kind, role`;

const parquet = (paths: readonly string[]) => `read_parquet([${paths.map(quoted).join(', ')}])`;

const quoted = (path: string) => `'${path.replaceAll("'", "''")}'`;

/** How much the engine may take. */
export interface EngineLimits {
  /** Bytes that counting may take; what else the process does comes on top. */
  memory: number;
  /** Where it spills. */
  folder: string;
  threads: number;
}

/** Numbers of keys: from the first to below the second. */
interface Range {
  from: number;
  to: number;
}

const NAMES = COLUMNS.map(([name]) => name).join(', ');
const TYPED_NAMES = COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');

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
    private readonly folder: string,
    private readonly rowsAtOnce: number,
  ) {}

  /** @param file the database; a new one. */
  static async open(file: string, { memory, folder, threads }: EngineLimits): Promise<CountStore> {
    const instance = await DuckDBInstance.create(file, {
      memory_limit: `${Math.floor((ENGINE_SHARE * memory) / 1e6)}MB`,
      temp_directory: folder,
      threads: String(threads),
      preserve_insertion_order: 'false',
      partitioned_write_flush_threshold: String(DEALT_AT_ONCE),
    });
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE added (${TYPED_NAMES})`);
    return new CountStore(
      instance,
      connection,
      await connection.createAppender('added'),
      folder,
      Math.ceil(memory / BYTES_A_ROW),
    );
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

  /** Makes what was added and the files the one view that statements read. */
  private async gather(): Promise<void> {
    if (this.rows.length > 0) this.append(this.rows.splice(0));
    this.appender.flushSync();
    const files = this.files.length > 0 ? [parquet(this.files)] : [];
    await this.show(['added', ...files]);
  }

  private async show(sources: readonly string[]): Promise<void> {
    const all = sources.map((source) => `SELECT ${NAMES} FROM ${source}`).join(' UNION ALL ');
    await this.connection.run(`CREATE OR REPLACE VIEW observations AS ${all}`);
  }

  /** Writes what was added as counts: a Parquet file, in the order of their keys. */
  async writeCounts(path: string): Promise<void> {
    const counted: string[] = [];
    const whole = `${path}.part`;
    try {
      await this.eachPart(async () => {
        const file = join(this.folder, `counted-${counted.length}.parquet`);
        counted.push(file);
        await this.write(`${readStatement('count')} ORDER BY ${KEY_ORDER}`, file, 'snappy');
      });
      // Parts are ranges of that order: to put one behind another is to sort all, which would take as long as the rest together.
      await this.connection.run('SET preserve_insertion_order = true');
      await this.write(`SELECT * FROM ${parquet(counted)}`, whole, 'zstd');
      await this.connection.run('SET preserve_insertion_order = false');
      renameSync(whole, path);
    } finally {
      for (const file of [...counted, whole]) rmSync(file, { force: true });
    }
  }

  private async write(statement: string, path: string, compression: 'snappy' | 'zstd'): Promise<void> {
    const level = compression === 'zstd' ? ', COMPRESSION_LEVEL 1' : '';
    await this.connection.run(
      `COPY (${statement}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION ${compression}${level})`,
    );
  }

  /** Does something for the observations part by part, all rows of a key in one, so that each can be counted by itself; in the order of their keys. */
  private async eachPart(act: () => Promise<unknown>): Promise<void> {
    await this.gather();
    const folder = join(this.folder, 'parts');
    try {
      await this.deal({ from: 0, to: KEY_NUMBERS }, folder, act);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Deals the rows that the view shows out on disk, by ranges of their keys, until as many as can be counted at once are together: into a
   * few ranges at a time, since each row costs more the more there are. To look for a part's rows among all of them would take time as the
   * square of the input.
   */
  private async deal({ from, to }: Range, folder: string, act: () => Promise<unknown>): Promise<void> {
    const [[rows]] = (await this.connection.runAndReadAll('SELECT count(*) FROM observations')).getRows();
    const width = to - from;
    const parts = Math.min(FAN_OUT, width, Math.ceil(Number(rows) / this.rowsAtOnce));
    if (parts <= 1) {
      await act();
      return;
    }
    await this.connection.run(
      `COPY (SELECT *, (${KEY_NUMBER} - ${from}) * ${parts} // ${width} AS part FROM observations)
       TO ${quoted(folder)} (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (part), ROW_GROUP_SIZE ${Math.ceil(this.rowsAtOnce / parts)})`,
    );
    for (let part = 0; part < parts; part++) {
      const own = join(folder, `part=${part}`);
      if (!existsSync(own)) continue;
      await this.show([`read_parquet(${quoted(`${own}/*.parquet`)}, hive_partitioning = false)`]);
      // The least number that the division gives to a part.
      const least = (i: number) => from + Math.ceil((i * width) / parts);
      const below = join(folder, `of-${part}`);
      await this.deal({ from: least(part), to: least(part + 1) }, below, act);
      for (const done of [own, below]) rmSync(done, { recursive: true, force: true });
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
    await this.connection.run(`CREATE OR REPLACE TABLE frequent_counts (${TYPED_NAMES})`);
    const select = readStatement('select').replace('{least}', String(Math.floor(least)));
    await this.eachPart(async () => {
      await this.connection.run(`CREATE OR REPLACE TABLE counts AS ${readStatement('count')}`);
      await this.connection.run(`INSERT INTO frequent_counts ${select}`);
    });
    const result = await this.connection.stream(
      'SELECT * FROM frequent_counts ORDER BY site, kind, key, role',
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
