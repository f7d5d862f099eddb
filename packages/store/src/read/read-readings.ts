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
  const { rows } = await db.query<Lists<'transactions'> & { hitRatio: number | null }>(databaseSql, [sourceId ?? null]);
  return new Map(
    rows.map(({ sourceId: id, at, transactions, hitRatio }) => [
      id,
      { transactionsPerSecond: toPoints(at, transactions), cacheHitRatio: hitRatio },
    ]),
  );
}

/** Of the last 30 minutes, oldest first, by source id; of all sources, or one. */
export async function readSessionReadings(db: Queryable, sourceId?: number): Promise<Map<number, SessionReadings>> {
  const { rows } = await db.query<Lists<'total' | 'active' | 'waiting'>>(sessionsSql, [sourceId ?? null]);
  return new Map(
    rows.map(({ sourceId: id, at, total, active, waiting }) => [
      id,
      { total: toPoints(at, total), active: toPoints(at, active), waiting: toPoints(at, waiting) },
    ]),
  );
}

const toPoints = (at: number[], values: (number | null)[]): Point[] =>
  at.map((milliseconds, index) => ({ at: new Date(milliseconds), value: values[index] ?? null }));

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

/**
 * What was measured of a source, moments in milliseconds since 1970. As lists of numbers in JSON: to read a fleet's
 * thousands of rows one by one, moments as text, takes four times as long.
 */
type Lists<Names extends string> = { sourceId: number; at: number[] } & Record<Names, (number | null)[]>;

const recent = `time > now() - interval '30 minutes' AND ($1::int IS NULL OR source_id = $1)`;
/** A moment in each gap, at which there is no value. */
const inGap = `previous_at + interval '1 second'`;
const milliseconds = (moment: string): string => `round(date_part('epoch', ${moment}) * 1000)`;

const databaseSql = `
WITH ${neighbourPairs({
  metric: 'db_stats',
  rows: recent,
  counters: { transactions: 'xact_commit + xact_rollback', hit: 'blks_hit', read: 'blks_read' },
})}
SELECT source_id AS "sourceId", json_agg(at) AS at, json_agg(transactions) AS transactions,
  (sum(more_hit) / nullif(sum(more_hit) + sum(more_read), 0))::float8 AS "hitRatio"
FROM (
  SELECT source_id, more_hit, more_read, ${milliseconds(`CASE WHEN is_gap THEN ${inGap} ELSE fetched_at END`)} AS at,
    (more_transactions / seconds)::float8 AS transactions
  FROM pairs
  WHERE previous_at IS NOT NULL
  ORDER BY source_id, time
) ordered
GROUP BY source_id`;

const sessionsSql = `
WITH ${neighbourPairs({ metric: 'backends', rows: recent, carried: { total: 'total', active: 'active', waiting: 'waiting' } })}
SELECT source_id AS "sourceId", json_agg(at) AS at, json_agg(total) AS total, json_agg(active) AS active,
  json_agg(waiting) AS waiting
FROM (
  SELECT source_id, ${milliseconds('fetched_at')} AS at, total, active, waiting
  FROM pairs
  WHERE total IS NOT NULL
  UNION ALL
  SELECT source_id, ${milliseconds(inGap)}, NULL, NULL, NULL FROM pairs WHERE is_gap
  ORDER BY 1, 2
) ordered
GROUP BY source_id`;
