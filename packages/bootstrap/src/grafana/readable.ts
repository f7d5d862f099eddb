/** Schemas whose tables and views Grafana may read as a whole, those made later included. */
export const readableSchemas = ['samples', 'admin'] as const;

/** Schemas that Grafana must be able to look into. */
export const visibleSchemas = ['pgwatch2', 'samples', 'admin', 'public'] as const;

/**
 * What Grafana may read of `pgwatch2`, column by column: sessions and the admin password's hash are not
 * here, and a column that a later migration adds (an encrypted URL, say) stays hidden until somebody lists it.
 */
export const readableColumns: Readonly<Record<string, readonly string[]>> = {
  source: [
    'id',
    'name',
    'group_name',
    'preset',
    'preset_standby',
    'is_enabled',
    'detached_at',
    'created_at',
    'server_version_num',
    'server_version',
    'database_name',
    'is_in_recovery',
    'is_up',
    'state_reason',
    'state_since',
    'checked_at',
  ],
  server_change: ['source_id', 'at'],
  series: ['id', 'source_id', 'metric', 'tags', 'created_at'],
  metric: ['name', 'description'],
  preset: ['name', 'description'],
  preset_metric: ['preset', 'metric', 'interval_seconds'],
  collector: ['dyno', 'version', 'started_at', 'seen_at'],
  storage: ['checked_at', 'size_bytes', 'budget_bytes', 'level', 'raw_days', 'ten_minutes_days', 'retention_days'],
  source_metric: ['source_id', 'metric', 'last_success_at', 'last_error_at', 'error', 'consecutive_failures'],
};
