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
    transactionsPerSecond: own.map(({ at, transactions }) => ({ at: new Date(at), value: transactions })),
    cacheHitRatio: own[0]?.hitRatio ?? null,
  }));
}

/** Of the last 30 minutes, oldest first, by source id; of all sources, or one. */
export async function readSessionReadings(db: Queryable, sourceId?: number): Promise<Map<number, SessionReadings>> {
  const { rows } = await db.query<Row & Record<'total' | 'active' | 'waiting', number | null>>(sessionsSql, [
    sourceId ?? null,
  ]);
  return mapValues(groupBySource(rows), (own) => ({
    total: own.map(({ at, total }) => ({ at: new Date(at), value: total })),
    active: own.map(({ at, active }) => ({ at: new Date(at), value: active })),
    waiting: own.map(({ at, waiting }) => ({ at: new Date(at), value: waiting })),
  }));
}

/** The latest size by source id; a day back, because a paused source keeps its last one. */
export async function readSizes(db: Queryable, sourceId?: number): Promise<Map<number, number>> {
  return readLatest(db, { metric: 'db_size', value: 'size_b', within: '1 day' }, sourceId);
}

/** How far standbys are behind, in seconds, by source id; of the last five minutes. */
export async function readLags(db: Queryable, sourceId?: number): Promise<Map<number, number>> {
  // Of a primary that nobody writes to, the last commit is old though nothing is missing.
  const value = 'CASE WHEN replay_lag_b = 0 THEN 0 ELSE last_replay_s END';
  return readLatest(db, { metric: 'wal_receiver', value, within: '5 minutes' }, sourceId);
}

/** One row per source by its primary key: a day of two hundred sources would be read and sorted for it otherwise. */
async function readLatest(
  db: Queryable,
  { metric, value, within }: { metric: string; value: string; within: string },
  sourceId: number | undefined,
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ sourceId: number; value: number | null }>(
    `SELECT s.id AS "sourceId", latest.value::float8 AS value
     FROM pgwatch2.source s
     CROSS JOIN LATERAL (
       SELECT ${value} AS value FROM samples.${metric} m
       WHERE m.source_id = s.id AND m.time > now() - interval '${within}'
       ORDER BY m.time DESC LIMIT 1
     ) latest
     WHERE $1::int IS NULL OR s.id = $1`,
    [sourceId ?? null],
  );
  return new Map(rows.flatMap(({ sourceId: id, value: own }) => (own === null ? [] : [[id, own]])));
}

interface Row {
  sourceId: number;
  /** Milliseconds since 1970. */
  at: number;
}

const recent = `time > now() - interval '30 minutes' AND ($1::int IS NULL OR source_id = $1)`;
/** A moment in each gap, at which there is no value. */
const inGap = `previous_at + interval '1 second'`;

/** Twelve thousand moments of a fleet: reading them as text would take half of the time. */
const milliseconds = (moment: string): string => `(date_part('epoch', ${moment}) * 1000)`;

const databaseSql = `
WITH ${neighbourPairs({
  metric: 'db_stats',
  rows: recent,
  counters: { transactions: 'xact_commit + xact_rollback', hit: 'blks_hit', read: 'blks_read' },
})}
SELECT source_id AS "sourceId",
  ${milliseconds(`CASE WHEN is_gap THEN ${inGap} ELSE fetched_at END`)} AS at,
  (more_transactions / seconds)::float8 AS transactions,
  (sum(more_hit) OVER own / nullif(sum(more_hit) OVER own + sum(more_read) OVER own, 0))::float8 AS "hitRatio"
FROM pairs
WHERE previous_at IS NOT NULL
WINDOW own AS (PARTITION BY source_id)
ORDER BY source_id, time`;

const sessionsSql = `
WITH ${neighbourPairs({ metric: 'backends', rows: recent, carried: { total: 'total', active: 'active', waiting: 'waiting' } })}
SELECT source_id AS "sourceId", ${milliseconds('fetched_at')} AS at, total::float8 AS total, active::float8 AS active, waiting::float8 AS waiting
FROM pairs
WHERE total IS NOT NULL
UNION ALL
SELECT source_id, ${milliseconds(inGap)}, NULL, NULL, NULL FROM pairs WHERE is_gap
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
