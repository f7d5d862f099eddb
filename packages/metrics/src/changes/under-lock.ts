import { currentDatabase } from '../fragments/current-database.js';

/** CTE `locked`: relations whose description would have to wait for a lock. */
export const lockedRelations = `locked AS MATERIALIZED (
  SELECT l.relation
  FROM pg_catalog.pg_locks l
  WHERE l.mode = 'AccessExclusiveLock' AND l.locktype = 'relation' AND l.database = ${currentDatabase}
)`;
