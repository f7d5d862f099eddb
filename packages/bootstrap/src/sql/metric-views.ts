/** SQL that is true of pg_class `c` in pg_namespace `n` for the views in public that are named after a metric's table. */
export const isMetricView = `n.nspname = 'public' AND c.relkind = 'v' AND EXISTS (
  SELECT FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace s ON s.oid = t.relnamespace
   WHERE s.nspname = 'samples' AND t.relname = c.relname AND t.relkind IN ('r', 'p'))`;
