import { oneLine } from '../fragments/one-line.js';
import type { Metric } from '../types.js';

// pgwatch's rows are {query, count} without a tag. Here a row needs a series, and series are never forgotten: the text
// cannot be the tag, because it holds the literals and is new at every call. The statement's id is: as many series as
// stat_statements has. So sessions are counted by statement, and `query`, a value, is the text of the one that runs
// longest. Sessions whose statement has no id (compute_query_id is off) are one row together.
//
// The state and the text of other roles' sessions are hidden from a role without pg_monitor: it counts its own.
const sql = `
WITH running AS MATERIALIZED (
  SELECT a.query_id, a.query, a.query_start
  FROM {{pg_stat_activity}} a
  WHERE a.datname = pg_catalog.current_database()
    AND a.state = 'active'
    AND a.backend_type = 'client backend'
    AND a.pid <> pg_catalog.pg_backend_pid()
    AND a.query_start < pg_catalog.now() - interval '100 ms'
    AND a.query NOT LIKE '%/* pgwatch-heroku */%'
), statement AS (
  SELECT r.query_id, (array_agg(r.query ORDER BY r.query_start))[1] AS query, count(*) AS count
  FROM running r
  GROUP BY r.query_id
  ORDER BY count(*) DESC, min(r.query_start)
  LIMIT 100
)
SELECT s.query_id::text AS tag_queryid, ${oneLine('s.query')} AS query, s.count
FROM statement s`;

export const statActivity: Metric = {
  name: 'stat_activity',
  description: 'Statements that have been running for 0.1 s or more, and in how many sessions.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { isMomentary: true },
};
