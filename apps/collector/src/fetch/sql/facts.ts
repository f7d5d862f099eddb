import { helperCallSql, extensionSchemaSql as schemaOfExtension } from '@pgwatch-heroku/metrics';
import { marked } from './marked.js';

export const factsSql = marked(`SELECT current_setting('server_version_num')::int, current_setting('server_version'),
       current_database()::text, pg_is_in_recovery(), pg_postmaster_start_time()`);

/** Open to PUBLIC unless somebody revoked it. */
export const systemIdentifierSql = marked(`SELECT system_identifier::text FROM pg_control_system()`);

export const extensionSchemaSql = marked(schemaOfExtension);
export const helperSql = marked(helperCallSql);
