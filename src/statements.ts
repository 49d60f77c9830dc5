import { readFileSync } from 'node:fs';

/** A SQL statement of `sql/`, which DuckDB and Spark run alike. */
export function readStatement(name: 'count' | 'select'): string {
  return readFileSync(new URL(`../sql/${name}.sql`, import.meta.url), 'utf8');
}
