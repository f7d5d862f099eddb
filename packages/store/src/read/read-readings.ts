import type { Queryable } from '@pgwatch-heroku/shared';
import { neighbourPairs } from '../chart/neighbours.js';

/** Values at moments (milliseconds since 1970), oldest first; null where a line has to break. */
export interface Line {
  atMs: number[];
  values: (number | null)[];
}

export interface DatabaseReadings {
  transactionsPerSecond: Line;
  /** 0 to 1, over all of it; null where no blocks were asked for. */
  cacheHitRatio: number | null;
}

export interface SessionReadings {
  total: Line;
  /** At the last moment of the line. */
  active: number | null;
  waiting: number | null;
}

/** Of the last 30 minutes, oldest first, by source id; of all sources, or one. */
export async function readDatabaseReadings(db: Queryable, sourceId?: number): Promise<Map<number, DatabaseReadings>> {
  const { rows } = await db.query<{
    sourceId: number;
    at: number[];
    transactions: (number | null)[];
    hitRatio: number | null;
  }>(databaseSql, [sourceId ?? null]);
  return new Map(
    rows.map(({ sourceId: id, at, transactions, hitRatio }) => [
      id,
      { transactionsPerSecond: { atMs: at, values: transactions }, cacheHitRatio: hitRatio },
    ]),
  );
}

/** Of the last 30 minutes, oldest first, by source id; of all sources, or one. */
export async function readSessionReadings(db: Queryable, sourceId?: number): Promise<Map<number, SessionReadings>> {
  const { rows } = await db.query<{
    sourceId: number;
    at: number[];
    total: number[];
    gaps: number[] | null;
    active: number | null;
    waiting: number | null;
  }>(sessionsSql, [sourceId ?? null]);
  return new Map(
    rows.map(({ sourceId: id, at, total, gaps, active, waiting }) => [
      id,
      { total: withGaps({ atMs: at, values: total }, gaps ?? []), active, waiting },
    ]),
  );
}

function withGaps(line: Line, gaps: readonly number[]): Line {
  if (gaps.length === 0) return line;
  const points = [
    ...line.atMs.map((at, index) => ({ at, value: line.values[index] ?? null })),
    ...gaps.map((at) => ({ at, value: null })),
  ].sort((one, other) => one.at - other.at);
  return { atMs: points.map(({ at }) => at), values: points.map(({ value }) => value) };
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

const recent = `time > now() - interval '30 minutes' AND ($1::int IS NULL OR source_id = $1)`;
/** A moment in each gap, at which there is no value. */
const inGap = `previous_at + interval '1 second'`;
/** Lists of numbers in JSON: to read a fleet's thousands of rows one by one, moments as text, takes four times as long. */
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
SELECT source_id AS "sourceId", json_agg(at) FILTER (WHERE total IS NOT NULL) AS at,
  json_agg(total) FILTER (WHERE total IS NOT NULL) AS total, json_agg(gap_at) FILTER (WHERE is_gap) AS gaps,
  (array_agg(active) FILTER (WHERE total IS NOT NULL))[count(total)]::float8 AS active,
  (array_agg(waiting) FILTER (WHERE total IS NOT NULL))[count(total)]::float8 AS waiting
FROM (
  SELECT source_id, ${milliseconds('fetched_at')} AS at, ${milliseconds(inGap)} AS gap_at, is_gap, total, active, waiting
  FROM pairs
  ORDER BY source_id, time
) ordered
GROUP BY source_id
HAVING count(total) > 0`;
