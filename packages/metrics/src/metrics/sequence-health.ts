import { currentDatabase } from '../fragments/current-database.js';
import { readableOf } from '../fragments/readable-of.js';
import type { Metric } from '../types.js';

// Of the 500 sequences with the fewest numbers: to read one takes a lock that is held until the query ends, and a
// server has room for some thousands. That lock (RowExclusive) waits behind any of the four stronger ones, so such
// sequences are left out, and so is what the role may not read: where that is all there is, nothing is known.
const sql = `
WITH locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
    AND l.locktype = 'relation'
    AND l.database = ${currentDatabase}
), candidate AS MATERIALIZED (
  SELECT s.seqrelid, s.seqincrement, s.seqmin, s.seqmax
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  WHERE NOT s.seqcycle
    AND c.relpersistence <> 't'
    AND pg_catalog.has_sequence_privilege(s.seqrelid, 'USAGE, SELECT')
    AND NOT EXISTS (SELECT 1 FROM locked l WHERE l.relation = s.seqrelid)
  ORDER BY s.seqmax::numeric - s.seqmin, s.seqrelid
  LIMIT 500
), used AS (
  SELECT CASE WHEN c.seqincrement > 0
    THEN (v.value - c.seqmin) / nullif(c.seqmax::numeric - c.seqmin, 0)
    ELSE (c.seqmax - v.value) / nullif(c.seqmax::numeric - c.seqmin, 0) END AS share
  FROM candidate c
  CROSS JOIN LATERAL (SELECT pg_catalog.pg_sequence_last_value(c.seqrelid)::numeric AS value OFFSET 0) v
)
SELECT
  CASE WHEN k.known THEN coalesce(round(100 * max(u.share), 2), 0)::float8 END AS max_used_pct,
  CASE WHEN k.known THEN count(*) FILTER (WHERE u.share > 0.5) END AS p50_used_seq_count,
  CASE WHEN k.known THEN count(*) FILTER (WHERE u.share > 0.75) END AS p75_used_seq_count
FROM (
  SELECT EXISTS (SELECT 1 FROM candidate) OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_sequence) AS known
) k
LEFT JOIN used u ON true
GROUP BY k.known`;

// pg_monitor shows no sequence: its role has to be given the sequences, or pg_read_all_data.
const availability = readableOf({
  what: 'sequence',
  relation: `pg_catalog.pg_sequence s WHERE NOT s.seqcycle`,
  isReadable: "pg_catalog.has_sequence_privilege(s.seqrelid, 'USAGE, SELECT')",
  hint: 'As their owner: GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO the monitoring role.',
});

export const sequenceHealth: Metric = {
  name: 'sequence_health',
  description: 'How near sequences are to their end: the nearest one, and how many are past 50 and 75 per cent.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'any',
  storage: { volume: 'slow' },
  availability,
};
