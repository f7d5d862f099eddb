import { currentDatabase } from '../fragments/current-database.js';
import type { Metric } from '../types.js';

const sql = `
SELECT
  s.subname::text AS tag_subname,
  s.subenabled,
  count(r.srrelid) AS relcount,
  count(*) FILTER (WHERE r.srsubstate = 'i') AS state_i,
  count(*) FILTER (WHERE r.srsubstate = 'd') AS state_d,
  count(*) FILTER (WHERE r.srsubstate = 's') AS state_s,
  count(*) FILTER (WHERE r.srsubstate = 'r') AS state_r
FROM pg_catalog.pg_subscription s
LEFT JOIN pg_catalog.pg_subscription_rel r ON r.srsubid = s.oid
WHERE s.subdbid = ${currentDatabase}
GROUP BY s.subname, s.subenabled`;

export const logicalSubscriptions: Metric = {
  name: 'logical_subscriptions',
  description: 'Subscriptions of the database: enabled or not, and their tables by state (init, data, sync, ready).',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
};
