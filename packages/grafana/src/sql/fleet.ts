import { inRangeOfMany, neighbourPairs } from '@pgwatch-heroku/store';
import { earlier } from './earlier.js';

/** A line of every source has so many points at most: there are many lines. */
export const fleetSlots = 240;

// All sources at the same times: each is fetched at seconds of its own.
const bucket = `date_bin(
    make_interval(secs => greatest(:step, 60, extract(epoch FROM :to - :from)::float8 / ${fleetSlots})), fetched_at, 'epoch')`;

const isInside = 'fetched_at BETWEEN :from AND :to';

interface Fleet {
  metric: string;
}

/** The end of a panel's SQL: a CTE `points` as lines. */
const drawPoints = `
SELECT greatest(points.step, :from) AS time, source.name AS label, points.value
FROM points JOIN pgwatch2.source ON source.id = points.source_id
WHERE points.value IS NOT NULL
ORDER BY points.step, source.name`;

/** Differences of the last fetches of each slot say what those of all fetches would. */
const drawCounters = (metric: string, counters: Record<string, string>, value: string) => `
WITH ${neighbourPairs({ metric, rows: inRangeOfMany(metric, fleetSlots), counters })}, points AS (
  SELECT source_id, ${bucket} AS step, (${value})::float8 AS value
  FROM pairs
  WHERE ${isInside}
  GROUP BY source_id, step
)${drawPoints}`;

/** A column of a metric without tags, a line per source. */
export const fleetGaugeSql = ({
  metric,
  column,
  aggregate = 'avg',
}: Fleet & { column: string; aggregate?: 'avg' | 'max' | 'min' }): string =>
  // Of every fetch: a peak lasts no longer than some.
  `
WITH points AS (
  SELECT source_id, ${bucket} AS step, ${aggregate}(${column})::float8 AS value
  FROM samples.${metric}
  WHERE source_id = ANY(:sources) AND time <= :to AND time >= ${earlier(':from', '1 hour')} AND ${isInside}
  GROUP BY source_id, step
)${drawPoints}`;

/** A counter per second, a line per source. */
export const fleetRateSql = ({ metric, counter }: Fleet & { counter: string }): string =>
  drawCounters(metric, { v: counter }, 'sum(more_v) / sum(seconds) FILTER (WHERE more_v IS NOT NULL)');

/** A counter per another one, a line per source. */
export const fleetQuotientSql = ({ metric, of, per }: Fleet & { of: string; per: string }): string =>
  drawCounters(
    metric,
    { v: of, p: per },
    `sum(more_v) FILTER (WHERE more_p IS NOT NULL) / nullif(sum(more_p) FILTER (WHERE more_v IS NOT NULL), 0)`,
  );
