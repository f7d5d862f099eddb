import { lockedTables } from './locked-tables.js';
import { isUserSchema } from './user-schemas.js';

/** Tables that are looked into at once: each is read where the visibility map cannot vouch for a page. */
const maxTables = 50;
/** Smaller ones are not worth a scan. */
const minPages = 128;

/** CTE `scanned`: what pgstattuple's approximation finds in the biggest tables; those under a lock are left out. */
export const tablePages = `${lockedTables}, candidate AS MATERIALIZED (
  SELECT c.oid, c.relname, n.nspname
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm')
    AND c.relpersistence = 'p'
    AND c.relpages >= ${minPages}
    AND ${isUserSchema('n.nspname')}
    AND NOT EXISTS (SELECT 1 FROM locked_table l WHERE l.oid = c.oid)
  ORDER BY c.relpages DESC, c.oid
  LIMIT ${maxTables}
), scanned AS MATERIALIZED (
  SELECT c.nspname, c.relname, s.*
  FROM candidate c
  CROSS JOIN LATERAL {{pgstattuple}}_approx(c.oid) s
)`;
