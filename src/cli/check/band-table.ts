import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
} from '@duckdb/node-api';
import { type Bands, bandNumber } from '../../fingerprint/bands.js';
import type { SignatureIndex } from '../../fingerprint/candidates.js';

/** Rows that go to the table together: the size of DuckDB's own vectors. */
const CHUNK = 2048;

/** What the table may use. */
export interface BandTableOptions {
  /** Folder for its file, which goes with it. */
  folder: string;
  /** Memory that DuckDB may take before it spills, such as `256MB`. */
  memory: string;
  threads: number;
}

/**
 * Band keys in a DuckDB table on disk, one column a band: for more texts than memory should hold signatures of. One
 * query a band groups equal keys, and spills where it must.
 */
export class BandTable implements SignatureIndex {
  private readonly keys: number[][];
  private documents: number[] = [];
  // One for all: its memory is not JavaScript's, and nothing would hurry to free thousands of them.
  private readonly chunk: DuckDBDataChunk;

  private constructor(
    private readonly folder: string,
    private readonly cut: Bands,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly appender: DuckDBAppender,
  ) {
    this.keys = Array.from({ length: cut.bands }, () => []);
    this.chunk = DuckDBDataChunk.create([INTEGER, ...this.keys.map(() => DOUBLE)], CHUNK);
  }

  static async create(cut: Bands, { folder, memory, threads }: BandTableOptions): Promise<BandTable> {
    const own = mkdtempSync(join(folder, 'dechaff-bands-'));
    const instance = await DuckDBInstance.create(join(own, 'bands.duckdb'), {
      memory_limit: memory,
      threads: String(threads),
      temp_directory: join(own, 'spill'),
      preserve_insertion_order: 'false',
    });
    const connection = await instance.connect();
    const columns = Array.from({ length: cut.bands }, (_, band) => `b${band} DOUBLE`).join(', ');
    await connection.run(`CREATE TABLE bands (document INTEGER, ${columns})`);
    return new BandTable(own, cut, instance, connection, await connection.createAppender('bands'));
  }

  add(document: number, signature: Uint32Array): void {
    const { bands, rows } = this.cut;
    this.documents.push(document);
    for (let band = 0; band < bands; band++) this.keys[band].push(bandNumber(signature, band * rows, rows));
    if (this.documents.length === CHUNK) this.flush();
  }

  private flush(): void {
    if (this.documents.length === 0) return;
    this.chunk.reset();
    this.chunk.setColumns([this.documents, ...this.keys]);
    this.appender.appendDataChunk(this.chunk);
    this.documents = [];
    for (const column of this.keys) column.length = 0;
  }

  async *buckets(): AsyncGenerator<number[]> {
    this.flush();
    this.appender.closeSync();
    for (let band = 0; band < this.cut.bands; band++) {
      const result = await this.connection.stream(
        `SELECT b${band}, document FROM bands SEMI JOIN
         (SELECT b${band} FROM bands GROUP BY b${band} HAVING count(*) > 1) AS often USING (b${band})
         ORDER BY b${band}, document`,
      );
      let bucket: number[] = [];
      let last: unknown;
      for (
        let chunk = await result.fetchChunk();
        chunk && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      ) {
        const [keys, documents] = chunk.getColumns() as [number[], number[]];
        for (const [i, key] of keys.entries()) {
          if (key !== last && bucket.length > 0) {
            yield bucket;
            bucket = [];
          }
          last = key;
          bucket.push(documents[i]);
        }
      }
      if (bucket.length > 0) yield bucket;
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
