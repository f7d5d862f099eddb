import type { MetricShape } from '@pgwatch-heroku/store';

/** So many databases, as a collector on Heroku knows them. */
export const addSourcesSql = `
INSERT INTO pgwatch2.source (name, variable, group_name, preset, server_version, server_version_num, is_up, state_since, checked_at)
SELECT format('SHOP_%s', lpad(i::text, 2, '0')), format('PGWATCH2_MONITOREDDB_SHOP_%s_URL', i),
  (ARRAY['shop', 'billing', NULL])[1 + i % 3], 'heroku_postgres', '17.10', 170010, true, now() - interval '1 day', now()
FROM generate_series(1, $1::int) i
RETURNING id, name`;

export const addMetricStatesSql = `
INSERT INTO pgwatch2.source_metric (source_id, metric, last_success_at, duration_ms, row_count)
SELECT s.id, p.metric, now(), 5, 1 FROM pgwatch2.source s JOIN pgwatch2.preset_metric p USING (preset)
ON CONFLICT DO NOTHING`;

/** Values that panels expect to be small, or a state. */
const fixed: Record<string, string> = {
  is_up: '1',
  instance_up: '1',
  max_connections: '20',
  in_recovery_int: '0',
  max_used_pct: '12.5',
  has_index: '1',
};

type Column = MetricShape['columns'][number];

/** A value that grows with the time of the fetch and never falls, by its own amount from place to place. */
function valueSql({ name, type }: Column, position: number, element: string): string {
  if (type === 'text') return `'${name} ' || ${element}`;
  if (type === 'bool') return 'true';
  const own = fixed[name];
  if (own !== undefined) return `${own}::${type}`;
  if (name.endsWith('_int')) return `((${element} + ${position}) % 2)::${type}`;
  const noise = `(hashint8(s * 31 + ${element} * 7 + ${position}) & 31)`;
  return `(s * (3 + (${element} + ${position}) % 29) + ${noise})::${type}`;
}

/** Arrays of up to so many elements are written out: a subquery for each would take longer than all else. */
const writtenOut = 8;

/**
 * Fetches of one metric for the sources $1 over the last $2 days: of the last $3 one per `intervalSeconds`, of what is
 * older one per ten minutes. In the order in which a collector writes them.
 *
 * @param seriesPerSource 0 for a metric without tags.
 */
export function fillMetricSql(
  { metric, columns }: MetricShape,
  intervalSeconds: number,
  seriesPerSource: number,
): string {
  const isList = seriesPerSource > 0;
  const isLong = seriesPerSource > writtenOut;
  const elements = Array.from({ length: isLong ? 0 : seriesPerSource }, (_, index) => String(index + 1));
  const values = columns.map((column, position) => {
    if (isLong) return `c${position}`;
    if (!isList) return valueSql(column, position, 'source_id');
    return `ARRAY[${elements.map((element) => valueSql(column, position, element)).join(', ')}]`;
  });
  const arrays = columns.map((column, position) => `array_agg(${valueSql(column, position, 'g')}) AS c${position}`);
  return `
INSERT INTO samples."${metric}" (source_id, time, fetched_at${isList ? ', series' : ''}, ${columns.map(({ name }) => `"${name}"`).join(', ')})
SELECT source_id, tick, tick + interval '137 ms'${isList ? ', list.series' : ''}, ${values.join(', ')}
FROM (
  SELECT source_id, tick, extract(epoch FROM tick)::int8 - extract(epoch FROM now() - interval '1 year')::int8 AS s
  FROM (
    SELECT generate_series(date_trunc('minute', now()) - make_interval(days => $2::int),
      date_trunc('minute', now()) - make_interval(days => $3::int, mins => 1),
      greatest(interval '10 minutes', make_interval(secs => ${intervalSeconds}))) AS tick
    UNION ALL
    SELECT generate_series(date_trunc('minute', now()) - make_interval(days => $3::int), now(),
      make_interval(secs => ${intervalSeconds}))
  ) ticks
  CROSS JOIN unnest($1::int[]) AS source(source_id)
  ORDER BY tick, source_id
) planned
${isList ? `JOIN (SELECT source_id, array_agg(id ORDER BY id) AS series FROM pgwatch2.series WHERE metric = '${metric}' GROUP BY 1) list USING (source_id)` : ''}
${isLong ? `CROSS JOIN LATERAL (SELECT ${arrays.join(', ')} FROM generate_series(1, ${seriesPerSource}) g) element` : ''}`;
}

export const vacuumSql = 'VACUUM (ANALYZE)';
/** Compiling takes longer than what it saves here. */
export const withoutJitSql = 'SET jit = off';
