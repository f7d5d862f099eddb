/** The oid of the database that is connected to. */
export const currentDatabase =
  '(SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())';
