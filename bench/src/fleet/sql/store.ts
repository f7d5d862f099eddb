import { quoteIdentifier } from '@pgwatch-heroku/shared';

/** Intervals of a preset, divided, and kept when the collector starts; a second is the least that it works with. */
export const divideIntervalsSql = `
WITH kept AS (UPDATE pgwatch2.preset SET origin = 'user' WHERE name = 'heroku_postgres')
UPDATE pgwatch2.preset_metric SET interval_seconds = greatest(1, round(interval_seconds / $1::float8)::int)
WHERE preset = 'heroku_postgres'`;

export const sourcesUpSql = 'SELECT count(*) FILTER (WHERE is_up)::int AS up FROM pgwatch2.source';

export const sampleTablesSql = `
SELECT c.relname AS metric, EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'series' AND NOT a.attisdropped
  ) AS tagged
FROM pg_class c WHERE c.relnamespace = 'samples'::regnamespace AND c.relkind = 'p' ORDER BY 1`;

export interface SampleTable {
  metric: string;
  tagged: boolean;
}

/** Of all fetches since $1: how many, how many samples, and how late they were in ms. instance_up is left out: it says when a source did not answer. */
export const fetchFiguresSql = (tables: readonly SampleTable[]): string => `
SELECT count(*)::int AS fetches, coalesce(sum(samples), 0)::int AS samples,
  coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY late_ms), 0)::float8 AS p50,
  coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY late_ms), 0)::float8 AS p99
FROM (${tables
  .map(
    ({ metric, tagged }) => `SELECT ${tagged ? 'cardinality(series)' : '1'} AS samples,
      extract(epoch FROM fetched_at - time) * 1000 AS late_ms
    FROM samples.${quoteIdentifier(metric)} WHERE time >= $1`,
  )
  .join(' UNION ALL ')}) f`;

/** What a metric takes with its indexes and TOAST, and how many samples that is. */
export const metricBytesSql = ({ metric, tagged }: SampleTable): string => `
SELECT (SELECT coalesce(sum(pg_total_relation_size(relid)), 0) FROM pg_partition_tree('samples.${quoteIdentifier(metric)}'))::float8 AS bytes,
  (SELECT coalesce(sum(${tagged ? 'cardinality(series)' : '1'}), 0) FROM samples.${quoteIdentifier(metric)})::float8 AS samples`;

/** Tags and texts of all series, indexes included. */
export const seriesBytesSql = "SELECT pg_total_relation_size('pgwatch2.series')::float8 AS bytes";
