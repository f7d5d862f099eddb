import { fullName } from '../fragments/full-name.js';
import { secondsSince } from '../fragments/seconds-since.js';
import type { Metric } from '../types.js';

// As for vacuums: hidden from a role without pg_monitor.
const sql = (newer: string) => `
SELECT
  ${fullName('n.nspname', 'c.relname')} AS tag_table_full_name,
  p.pid::int8 AS pid,
  p.phase,
  coalesce(a.backend_type = 'autovacuum worker', false)::int::int8 AS is_autovacuum_int,
  ${secondsSince('a.xact_start')} AS duration_s,
  p.sample_blks_total,
  p.sample_blks_scanned,
  p.ext_stats_total,
  p.ext_stats_computed,
  p.child_tables_total,
  p.child_tables_done${newer}
FROM pg_catalog.pg_stat_progress_analyze p
JOIN pg_catalog.pg_class c ON c.oid = p.relid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = p.pid
WHERE p.datname = pg_catalog.current_database()
LIMIT 100`;

export const analyzeProgress: Metric = {
  name: 'analyze_progress',
  description: 'Analyzes under way, automatic ones included: how far they are and for how long they have been at it.',
  versions: [
    { minMajor: 15, sql: sql('') },
    { minMajor: 18, sql: sql(',\n  p.delay_time AS delay_time_ms') },
  ],
  appliesTo: 'any',
  storage: { isMomentary: true },
};
