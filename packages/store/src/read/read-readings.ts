import type { Queryable } from '@pgwatch-heroku/shared';
import { neighbourPairs } from '../chart/neighbours.js';

/** A measured value, or null where a line has to break. */
export interface Point {
  at: Date;
  value: number | null;
}

export interface DatabaseReadings {
  transactionsPerSecond: Point[];
  /** 0 to 1, over all of it; null where no blocks were asked for. */
  cacheHitRatio: number | null;
}

export interface SessionReadings {
  total: Point[];
  active: Point[];
  waiting: Point[];
}

/** Of the last 30 minutes, oldest first, by source id; of all sources, or one. */
export async function readDatabaseReadings(db: Queryable, sourceId?: number): Promise<Map<number, DatabaseReadings>> {
  const { rows } = await db.query<Row & { transactions: number | null; hitRatio: number | null }>(databaseSql, [
    sourceId ?? null,
  ]);
  return mapValues(groupBySource(rows), (own) => ({
    transactionsPerSecond: own.map(({ at, transactions }) => ({ at, value: transactions })),
    cacheHitRatio: own[0]?.hitRatio ?? null,
  }));
}

/** Of the last 30 minutes, oldest first, by source id; of all sources, or one. */
export async function readSessionReadings(db: Queryable, sourceId?: number): Promise<Map<number, SessionReadings>> {
  const { rows } = await db.query<Row & Record<'total' | 'active' | 'waiting', number | null>>(sessionsSql, [
    sourceId ?? null,
  ]);
  return mapValues(groupBySource(rows), (own) => ({
    total: own.map(({ at, total }) => ({ at, value: total })),
    active: own.map(({ at, active }) => ({ at, value: active })),
    waiting: own.map(({ at, waiting }) => ({ at, value: waiting })),
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

/** How far standbys are behind, in seconds, by source id; of the last five minutes. */
export async function readLags(db: Queryable, sourceId?: number): Promise<Map<number, number>> {
  const { rows } = await db.query<{ sourceId: number; lag: number | null }>(
    // Of a primary that nobody writes to, the last commit is old though nothing is missing.
    `SELECT DISTINCT ON (source_id) source_id AS "sourceId",
       (CASE WHEN replay_lag_b = 0 THEN 0 ELSE last_replay_s END)::float8 AS lag
     FROM samples.wal_receiver
     WHERE time > now() - interval '5 minutes' AND ($1::int IS NULL OR source_id = $1)
     ORDER BY source_id, time DESC`,
    [sourceId ?? null],
  );
  return new Map(rows.flatMap(({ sourceId: id, lag }) => (lag === null ? [] : [[id, lag]])));
}

interface Row {
  sourceId: number;
  at: Date;
}

const recent = `time > now() - interval '30 minutes' AND ($1::int IS NULL OR source_id = $1)`;
/** A moment in each gap, at which there is no value. */
const inGap = `previous_at + interval '1 second'`;

const databaseSql = `
WITH ${neighbourPairs({
  metric: 'db_stats',
  rows: recent,
  counters: { transactions: 'xact_commit + xact_rollback', hit: 'blks_hit', read: 'blks_read' },
})}
SELECT source_id AS "sourceId",
  CASE WHEN is_gap THEN ${inGap} ELSE fetched_at END AS at,
  (more_transactions / seconds)::float8 AS transactions,
  (sum(more_hit) OVER own / nullif(sum(more_hit) OVER own + sum(more_read) OVER own, 0))::float8 AS "hitRatio"
FROM pairs
WHERE previous_at IS NOT NULL
WINDOW own AS (PARTITION BY source_id)
ORDER BY source_id, time`;

const sessionsSql = `
WITH ${neighbourPairs({ metric: 'backends', rows: recent, carried: { total: 'total', active: 'active', waiting: 'waiting' } })}
SELECT source_id AS "sourceId", fetched_at AS at, total::float8 AS total, active::float8 AS active, waiting::float8 AS waiting
FROM pairs
WHERE total IS NOT NULL
UNION ALL
SELECT source_id, ${inGap}, NULL, NULL, NULL FROM pairs WHERE is_gap
ORDER BY 1, 2`;

function groupBySource<R extends Row>(rows: R[]): Map<number, R[]> {
  const groups = new Map<number, R[]>();
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
