import type { Queryable } from '@pgwatch-heroku/shared';
import type { Reading } from './points.js';

/** Minutes of a small chart. */
const sparklineMinutes = 30;

export interface DatabaseReadings {
  transactions: Reading[];
  blocksHit: Reading[];
  blocksRead: Reading[];
}

export interface SessionReadings {
  total: Reading[];
  active: Reading[];
}

interface Row {
  sourceId: number;
  tick: Date;
  fetchedAt: Date;
  [column: string]: unknown;
}

/** Counters of the last 30 minutes by source id; of all sources, or one. */
export async function readDatabaseReadings(db: Queryable, sourceId?: number): Promise<Map<number, DatabaseReadings>> {
  const { rows } = await db.query<Row>(
    recent('db_stats', 'xact_commit + xact_rollback AS a, blks_hit AS b, blks_read AS c'),
    [sourceId ?? null],
  );
  return mapValues(groupBySource(rows), (own) => ({
    transactions: own.flatMap((row) => toReading(row, 'a')),
    blocksHit: own.flatMap((row) => toReading(row, 'b')),
    blocksRead: own.flatMap((row) => toReading(row, 'c')),
  }));
}

/** Sessions of the last 30 minutes by source id; of all sources, or one. */
export async function readSessionReadings(db: Queryable, sourceId?: number): Promise<Map<number, SessionReadings>> {
  const { rows } = await db.query<Row>(recent('backends', 'total AS a, active AS b'), [sourceId ?? null]);
  return mapValues(groupBySource(rows), (own) => ({
    total: own.flatMap((row) => toReading(row, 'a')),
    active: own.flatMap((row) => toReading(row, 'b')),
  }));
}

/** The latest size by source id; a day back, because a paused source keeps its last one. */
export async function readSizes(db: Queryable, sourceId?: number): Promise<Map<number, number>> {
  const { rows } = await db.query<{ sourceId: number; size: number | null }>(
    `SELECT DISTINCT ON (source_id) source_id AS "sourceId", size_b::float8 AS size
     FROM samples.db_size
     WHERE time > now() - interval '1 day' AND ($1::int IS NULL OR source_id = $1)
     ORDER BY source_id, time DESC`,
    [sourceId ?? null],
  );
  return new Map(rows.flatMap(({ sourceId: id, size }) => (size === null ? [] : [[id, size]])));
}

const recent = (metric: string, columns: string) => `
SELECT source_id AS "sourceId", time AS tick, fetched_at AS "fetchedAt", ${columns}
FROM samples.${metric}
WHERE time > now() - interval '${sparklineMinutes} minutes' AND ($1::int IS NULL OR source_id = $1)
ORDER BY source_id, time`;

function toReading(row: Row, column: string): Reading[] {
  const value = row[column];
  // int8 arrives as text.
  return value === null ? [] : [{ tick: row.tick, fetchedAt: row.fetchedAt, value: Number(value) }];
}

function groupBySource(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.sourceId);
    if (group) group.push(row);
    else groups.set(row.sourceId, [row]);
  }
  return groups;
}

function mapValues<K, V, W>(map: Map<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
