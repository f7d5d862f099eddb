import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import type { Fetch } from '../types.js';

/** PostgreSQL takes 65,535 parameters per statement; a metric has tens of columns. */
const rowsPerStatement = 100;

/** Inserts fetches with one statement per metric and column list; returns how many rows were new. */
export async function insertFetches(client: Queryable, fetches: readonly Fetch[]): Promise<number> {
  const groups = new Map<string, Fetch[]>();
  for (const fetch of fetches) {
    const key = `${fetch.metric} ${fetch.series === null ? '' : 'series'} ${fetch.columns.join(' ')}`;
    const group = groups.get(key);
    if (group) group.push(fetch);
    else groups.set(key, [fetch]);
  }
  let written = 0;
  for (const group of groups.values()) {
    for (let start = 0; start < group.length; start += rowsPerStatement) {
      const { text, values } = insertStatement(group.slice(start, start + rowsPerStatement));
      written += (await client.query(text, values)).rowCount ?? 0;
    }
  }
  return written;
}

function insertStatement(rows: Fetch[]): { text: string; values: unknown[] } {
  const { metric, columns, series } = rows[0] as Fetch;
  const names = ['source_id', 'time', 'fetched_at', ...(series === null ? [] : ['series']), ...columns];
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const tuple: unknown[] = [row.sourceId, row.tick, row.fetchedAt];
    if (row.series !== null) tuple.push(`{${row.series.join(',')}}`);
    for (let index = 0; index < columns.length; index++) tuple.push(row.values[index] ?? null);
    return `(${tuple.map((value) => `$${values.push(value)}`).join(',')})`;
  });
  return {
    text: `INSERT INTO samples.${q(metric)} (${names.map((name) => q(name)).join(',')}) VALUES ${tuples.join(',')}
      ON CONFLICT DO NOTHING`,
    values,
  };
}
