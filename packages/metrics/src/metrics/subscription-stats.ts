import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

const sql = `
SELECT
  s.subname::text AS tag_subname,
  t.apply_error_count,
  t.sync_error_count
FROM pg_catalog.pg_subscription s
JOIN pg_catalog.pg_stat_subscription_stats t ON t.subid = s.oid
WHERE s.subdbid = ${currentDatabase}`;

export const subscriptionStats: Metric = {
  name: 'subscription_stats',
  description: 'Errors of logical replication subscriptions, cumulative.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
