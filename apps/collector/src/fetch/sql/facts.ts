import { marker } from './session.js';

export const factsSql = `${marker}
SELECT current_setting('server_version_num')::int, current_setting('server_version'),
       current_database()::text, pg_is_in_recovery()`;

/** Open to PUBLIC unless somebody revoked it. */
export const systemIdentifierSql = `${marker} SELECT system_identifier::text FROM pg_control_system()`;

/** Heroku installs extensions into schemas of its choice, so each is looked up where it is. */
export const extensionSchemaSql = `${marker}
SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1`;
