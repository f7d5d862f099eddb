export const sourceIdSql = 'SELECT id FROM pgwatch2.source WHERE name = $1';

export const dropSamplesSql = [
  'DROP VIEW IF EXISTS public.stat_statements',
  'DROP TABLE IF EXISTS samples.stat_statements',
  'DROP TYPE IF EXISTS samples.stat_statements_data CASCADE',
];

/** Everything that the fetches of $1 take, and of the table of series the share of source $2. */
export const sizesSql = `
SELECT (
  (SELECT sum(pg_total_relation_size(i.inhrelid)) FROM pg_inherits i
   WHERE i.inhparent = format('samples.%I', $1::text)::regclass)
  + pg_total_relation_size('pgwatch2.series')
    * (SELECT count(*) FILTER (WHERE source_id = $2)::numeric / count(*) FROM pgwatch2.series)
)::bigint::text AS bytes`;

export const tableBytesSql = `
SELECT sum(pg_total_relation_size(relid))::bigint::text AS bytes
FROM pg_partition_tree(format('samples.%I', $1::text)::regclass)`;
