/** $1 sources that answer, every seventh a standby; their liveness as if a collector had just written it. */
export const addSourcesSql = `
INSERT INTO pgwatch2.source (name, variable, group_name, preset, server_version, server_version_num, is_in_recovery,
  is_up, state_since, checked_at)
SELECT format('FLEET_%s', lpad(i::text, 3, '0')), format('PGWATCH2_MONITOREDDB_FLEET_%s_URL', i),
  (ARRAY['shop', 'billing', 'search', NULL])[1 + i % 4], 'heroku_postgres', '17.10', 170010, i % 7 = 0, i % 50 > 0,
  now() - interval '1 hour', now() + interval '1 hour'
FROM generate_series(1, $1) i`;

/** Half an hour of what the fleet page reads of each of them, and the minutes that measuring takes. */
export const fillFleetSql: readonly string[] = [
  `INSERT INTO samples.db_stats (source_id, time, fetched_at, numbackends, xact_commit, xact_rollback, blks_read, blks_hit)
   SELECT s.id, t, t, 7, extract(epoch FROM t)::int8 * s.id, 0, extract(epoch FROM t)::int8, extract(epoch FROM t)::int8 * 99
   FROM pgwatch2.source s, generate_series(now() - interval '30 minutes', now() + interval '2 minutes', interval '1 minute') t
   WHERE s.name LIKE 'FLEET%'`,
  `INSERT INTO samples.backends (source_id, time, fetched_at, total, active, waiting, idle, idleintransaction)
   SELECT s.id, t, t, 5 + (s.id * extract(minute FROM t)::int8) % 30, s.id % 5, s.id % 2, 3, 0
   FROM pgwatch2.source s, generate_series(now() - interval '30 minutes', now() + interval '2 minutes', interval '1 minute') t
   WHERE s.name LIKE 'FLEET%'`,
  `INSERT INTO samples.db_size (source_id, time, fetched_at, size_b, indexes_size_b)
   SELECT s.id, t, t, s.id * 1000000000::int8, 0
   FROM pgwatch2.source s, generate_series(now() - interval '1 day', now(), interval '5 minutes') t
   WHERE s.name LIKE 'FLEET%'`,
  `INSERT INTO pgwatch2.source_metric (source_id, metric, last_success_at, duration_ms, row_count)
   SELECT s.id, p.metric, now(), 5, 1
   FROM pgwatch2.source s JOIN pgwatch2.preset_metric p USING (preset)
   ON CONFLICT DO NOTHING`,
  'ANALYZE',
];
