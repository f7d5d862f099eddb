/**
 * SQL that is true of pg_class `c` in pg_namespace `n` for our views in public: those that are named after a metric's
 * table, and those that stand there without one, which say in their comment whose they are.
 */
export const isMetricView = `n.nspname = 'public' AND c.relkind = 'v' AND (
  pg_catalog.obj_description(c.oid, 'pg_class') LIKE 'pgwatch-heroku: %' OR EXISTS (
  SELECT FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
   WHERE s.nspname = 'samples' AND t.relname = c.relname AND t.relkind IN ('r', 'p')))`;
