/** Availability of a metric that calls a function which is closed to most roles: `pg_catalog.pg_ls_waldir()`. */
export const needsFunction = (signature: string): string => `
SELECT
  CASE WHEN NOT pg_catalog.has_function_privilege('${signature}', 'EXECUTE')
    THEN 'the role ' || current_user || ' may not call ${signature.replace('pg_catalog.', '')}' END,
  'Grant pg_monitor to the monitoring role, or run monitored-bootstrap; Essential plans give it to nobody.'`;
