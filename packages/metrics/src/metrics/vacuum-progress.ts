import { fullName } from '../fragments/full-name.js';
import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

// One vacuum at a time can be at a table. What other roles' sessions do is hidden from a role without pg_monitor, the
// table included: then there is no row.
const sql = (columns: string) => `
SELECT
  ${fullName('n.nspname', 'c.relname')} AS tag_table_full_name,
  p.pid::int8 AS pid,
  p.phase,
  coalesce(a.backend_type = 'autovacuum worker', false)::int::int8 AS is_autovacuum_int,
  ${secondsSince('a.xact_start')} AS duration_s,
  p.heap_blks_total,
  p.heap_blks_scanned,
  p.heap_blks_vacuumed,
  p.index_vacuum_count,${columns}
FROM pg_catalog.pg_stat_progress_vacuum p
JOIN pg_catalog.pg_class c ON c.oid = p.relid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = p.pid
WHERE p.datname = pg_catalog.current_database()
LIMIT 100`;

const of17 = `
  p.max_dead_tuple_bytes,
  p.dead_tuple_bytes,
  p.num_dead_item_ids,
  p.indexes_total,
  p.indexes_processed`;

export const vacuumProgress: Metric = {
  name: 'vacuum_progress',
  description: 'Vacuums under way, automatic ones included: how far they are and for how long they have been at it.',
  versions: [
    { minMajor: 15, sql: sql('\n  p.max_dead_tuples,\n  p.num_dead_tuples') },
    { minMajor: 17, sql: sql(of17) },
    { minMajor: 18, sql: sql(`${of17},\n  p.delay_time AS delay_time_ms`) },
  ],
  appliesTo: 'any',
  storage: { isMomentary: true },
};
