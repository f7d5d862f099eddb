import { marked } from './marked.js';

export const factsSql = marked(`SELECT current_setting('server_version_num')::int, current_setting('server_version'),
       current_database()::text, pg_is_in_recovery(), pg_postmaster_start_time()`);

/** Open to PUBLIC unless somebody revoked it. */
export const systemIdentifierSql = marked(`SELECT system_identifier::text FROM pg_control_system()`);

/** Heroku installs extensions into schemas of its choice, so each is looked up where it is. */
export const extensionSchemaSql = marked(
  `SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1`,
);

/**
 * The call of a helper function ($1), for a role that may call it and does not see everything without it. One that
 * would run with our own rights, or that belongs to somebody other than the database's owner, could do or say anything.
 */
export const helperSql = marked(`SELECT format('%I.%I()', n.nspname, p.proname)
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_database d ON d.datname = current_database()
WHERE n.nspname = 'public' AND p.proname = $1 AND p.pronargs = 0 AND p.proretset AND p.prosecdef
  AND pg_has_role(p.proowner, d.datdba, 'USAGE')
  AND has_function_privilege(p.oid, 'EXECUTE') AND has_schema_privilege(n.oid, 'USAGE')
  AND NOT pg_has_role('pg_read_all_stats', 'USAGE')`);
