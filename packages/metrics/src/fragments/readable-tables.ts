import { readableOf } from './readable-of.js';

/** Availability of what is estimated from pg_stats, which shows the columns that the role may SELECT and no others. */
export const readableTables = readableOf({
  what: 'table',
  relation: `pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND c.relpages > 0 AND c.reltuples >= 0
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`,
  isReadable: "pg_catalog.has_any_column_privilege(c.oid, 'SELECT')",
  hint: 'As their owner: GRANT SELECT ON ALL TABLES IN SCHEMA public TO the monitoring role, if it may see the data.',
});
