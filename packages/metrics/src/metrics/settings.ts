import type { Metric } from '../types.js';

/** Text as PostgreSQL shows it (128MB), a size with a blank (80 MB), or the bare value (on, 0.9) as one of our types. */
type Kind = 'shown' | 'size' | 'text' | 'int8' | 'float8' | 'flag';

const columns: [name: string, kind: Kind][] = [
  ['block_size', 'int8'],
  ['max_connections', 'int8'],
  ['hot_standby', 'text'],
  ['hot_standby_feedback', 'text'],
  ['fsync', 'text'],
  ['full_page_writes', 'text'],
  ['synchronous_commit', 'text'],
  ['wal_compression', 'text'],
  ['wal_log_hints', 'text'],
  ['synchronous_standby_names', 'text'],
  ['shared_buffers', 'shown'],
  ['work_mem', 'shown'],
  ['maintenance_work_mem', 'shown'],
  ['effective_cache_size', 'shown'],
  ['default_statistics_target', 'int8'],
  ['random_page_cost', 'float8'],
  ['min_wal_size', 'size'],
  ['max_wal_size', 'size'],
  ['checkpoint_timeout', 'shown'],
  ['checkpoint_completion_target', 'text'],
  ['max_worker_processes', 'int8'],
  ['max_parallel_workers', 'int8'],
  ['max_parallel_workers_per_gather', 'int8'],
  ['jit', 'flag'],
  ['deadlock_timeout', 'shown'],
  ['data_checksums', 'text'],
  ['max_wal_senders', 'int8'],
  ['max_replication_slots', 'int8'],
  ['max_prepared_transactions', 'int8'],
  ['archive_mode', 'text'],
  ['archive_timeout', 'shown'],
  ['shared_preload_libraries', 'text'],
  ['listen_addresses', 'text'],
  ['ssl', 'text'],
  ['autovacuum', 'text'],
  ['autovacuum_max_workers', 'int8'],
  ['autovacuum_vacuum_scale_factor', 'float8'],
  ['autovacuum_vacuum_threshold', 'float8'],
  ['autovacuum_analyze_scale_factor', 'float8'],
  ['autovacuum_analyze_threshold', 'float8'],
];

function column([name, kind]: [string, Kind]): string {
  const shown = `pg_catalog.current_setting('${name}')`;
  if (kind === 'shown') return `${shown} AS ${name}`;
  if (kind === 'size') return `pg_catalog.pg_size_pretty(pg_catalog.pg_size_bytes(${shown})) AS ${name}`;
  const value = `max(s.reset_val) FILTER (WHERE s.name = '${name}')`;
  if (kind === 'flag') return `(${value} = 'on')::int::int8 AS ${name}`;
  return `(${value})::${kind} AS ${name}`;
}

// pg_settings leaves out what the role may not see, where current_setting() fails. reset_val is what the server has set,
// also for what our own session sets otherwise (jit).
//
// Left out of pgwatch's columns: statement_timeout and lock_timeout, because we connect with our own and would report
// those; archive_command, a shell command that can hold a password; checkpoint_segments, which no server has any more.
const sql = `
SELECT
  pg_catalog.current_setting('server_version') AS server_version,
  pg_catalog.current_setting('server_version_num')::int8 AS server_version_num,
  floor(pg_catalog.current_setting('server_version_num')::int / 10000)::float8 AS major_version,
  ${columns.map(column).join(',\n  ')}
FROM pg_catalog.pg_settings s`;

export const settings: Metric = {
  name: 'settings',
  description: 'The version of the server and the settings that matter most for its work.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
};
