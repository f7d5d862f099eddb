import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import type { Fetch } from '../types.js';

/** More rows make an insert hardly cheaper. */
const maxRows = 100;
/** The protocol counts the parameters of a statement in 16 bits; a metric of a person's own may have 1,600 columns. */
const maxParameters = 65_535;
/** source_id, time, fetched_at, series */
const maxOwnColumns = 4;

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
  for (const [key, group] of groups) {
    const columnCount = (group[0] as Fetch).columns.length + maxOwnColumns;
    const rowsPerStatement = Math.min(maxRows, Math.floor(maxParameters / columnCount));
    for (let start = 0; start < group.length; start += rowsPerStatement) {
      const rows = group.slice(start, start + rowsPerStatement);
      const statement = rows.length === 1 ? preparedInsert(key, rows) : { text: insertSql(rows) };
      written += (await client.query({ ...statement, values: rows.flatMap(rowValues) })).rowCount ?? 0;
    }
  }
  return written;
}

/**
 * Statements for one row. Each connection plans them once: a collector of few sources mostly writes single rows, and
 * spares a quarter of what the insert costs it. As many as there are metrics and versions of their columns.
 */
const prepared = new Map<string, { name: string; text: string }>();

function preparedInsert(key: string, rows: Fetch[]): { name: string; text: string } {
  const known = prepared.get(key);
  if (known) return known;
  const made = { name: `insert_${prepared.size}`, text: insertSql(rows) };
  prepared.set(key, made);
  return made;
}

function insertSql(rows: Fetch[]): string {
  const { metric, columns, series } = rows[0] as Fetch;
  const names = ['source_id', 'time', 'fetched_at', ...(series === null ? [] : ['series']), ...columns];
  const tuples = rows.map((_, row) => `(${names.map((_, i) => `$${row * names.length + i + 1}`).join(',')})`);
  return `INSERT INTO samples.${q(metric)} (${names.map((name) => q(name)).join(',')}) VALUES ${tuples.join(',')}
      ON CONFLICT DO NOTHING`;
}

function rowValues({ sourceId, tick, fetchedAt, series, columns, values }: Fetch): unknown[] {
  const row: unknown[] = [sourceId, tick.toISOString(), fetchedAt.toISOString()];
  if (series !== null) row.push(seriesText(series));
  for (let index = 0; index < columns.length; index++) row.push(values[index] ?? null);
  return row;
}

/** By identity: fetches with equal tags share one array of ids. */
const seriesTexts = new WeakMap<readonly number[], string>();

function seriesText(series: readonly number[]): string {
  let text = seriesTexts.get(series);
  if (text === undefined) {
    text = `{${series.join(',')}}`;
    seriesTexts.set(series, text);
  }
  return text;
}
