import { inRangeOfMany, neighbourPairs } from '@pgwatch-heroku/store';

/** A line of every source has so many points at most: there are many lines. */
export const fleetSlots = 240;

// All sources at the same times: each is fetched at seconds of its own.
const bucket = `date_bin(
    make_interval(secs => greatest(:step, 60, extract(epoch FROM :to - :from)::float8 / ${fleetSlots})), fetched_at, 'epoch')`;

const isInside = 'fetched_at BETWEEN :from AND :to';

interface Fleet {
  metric: string;
}

const draw = (
  metric: string,
  pairs: { carried?: Record<string, string>; counters?: Record<string, string> },
  value: string,
) => `
WITH ${neighbourPairs({ metric, rows: inRangeOfMany(metric, fleetSlots), ...pairs })}, points AS (
  SELECT source_id, ${bucket} AS step, (${value})::float8 AS value
  FROM pairs
  WHERE ${isInside}
  GROUP BY source_id, step
)
SELECT greatest(points.step, :from) AS time, source.name AS label, points.value
FROM points JOIN pgwatch2.source ON source.id = points.source_id
WHERE points.value IS NOT NULL
ORDER BY points.step, source.name`;

/** A column of a metric without tags, a line per source. */
export const fleetGaugeSql = ({
  metric,
  column,
  aggregate = 'avg',
}: Fleet & { column: string; aggregate?: 'avg' | 'max' | 'min' }): string =>
  draw(metric, { carried: { v: column } }, `${aggregate}(v)`);

/** A counter per second, a line per source. */
export const fleetRateSql = ({ metric, counter }: Fleet & { counter: string }): string =>
  draw(metric, { counters: { v: counter } }, 'sum(more_v) / sum(seconds) FILTER (WHERE more_v IS NOT NULL)');

/** A counter per another one, a line per source. */
export const fleetQuotientSql = ({ metric, of, per }: Fleet & { of: string; per: string }): string =>
  draw(
    metric,
    { counters: { v: of, p: per } },
    `sum(more_v) FILTER (WHERE more_p IS NOT NULL) / nullif(sum(more_p) FILTER (WHERE more_v IS NOT NULL), 0)`,
  );
