import { currentDatabase } from './current-database.js';

/**
 * CTEs `locked` (relation) and `locked_table` (oid): what is under an AccessExclusiveLock, queued ones included, and the
 * tables of which something is: themselves, an index, the TOAST table or its index. To ask for the size of any of these
 * would wait behind that lock, and everybody else behind us.
 */
export const lockedTables = `locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.mode = 'AccessExclusiveLock'
    AND l.locktype = 'relation'
    AND l.database = ${currentDatabase}
), locked_table AS MATERIALIZED (
  SELECT relation AS oid FROM locked
  UNION SELECT i.indrelid FROM pg_catalog.pg_index i JOIN locked l ON l.relation = i.indexrelid
  UNION SELECT c.oid FROM pg_catalog.pg_class c JOIN locked l ON l.relation = c.reltoastrelid
  UNION SELECT c.oid FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_index i ON i.indrelid = c.reltoastrelid JOIN locked l ON l.relation = i.indexrelid
)`;
