import { quoteIdentifier, quoteLiteral } from '@pgwatch-heroku/shared';

export const findDatabaseSql = 'SELECT 1 FROM pg_database WHERE datname = $1';

export const readMajorVersionSql = `SELECT (current_setting('server_version_num')::int / 10000)::text AS major`;

export const readSizeSql = 'SELECT pg_database_size($1)::float8 AS "sizeBytes"';

/** Nobody enters a database that is not theirs. */
export const closeDatabaseSql = (database: string): string =>
  `REVOKE CONNECT, TEMPORARY ON DATABASE ${quoteIdentifier(database)} FROM PUBLIC`;

export const createOwnerSql = (role: string): string =>
  `DO $do$ BEGIN
     CREATE ROLE ${quoteIdentifier(role)};
   EXCEPTION WHEN duplicate_object THEN NULL; -- an earlier attempt came this far
   END $do$`;

/** What the owner may and may not do; CREATEROLE is withheld on every plan: only the Data API makes roles. */
export const shapeOwnerSql = (role: string, password: string, connectionLimit: number): string =>
  `ALTER ROLE ${quoteIdentifier(role)} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS
     CONNECTION LIMIT ${connectionLimit} PASSWORD ${quoteLiteral(password)}`;

export const createDatabaseSql = (database: string, owner: string): string =>
  `CREATE DATABASE ${quoteIdentifier(database)} OWNER ${quoteIdentifier(owner)} TEMPLATE template0`;

export const dropDatabaseSql = (database: string): string =>
  `DROP DATABASE IF EXISTS ${quoteIdentifier(database)} WITH (FORCE)`;

export const dropRoleSql = (role: string): string => `DROP ROLE IF EXISTS ${quoteIdentifier(role)}`;

/** Standard plans and up: https://devcenter.heroku.com/articles/heroku-postgresql-credentials */
export const grantMonitoringSql = (role: string): string =>
  `GRANT pg_monitor, pg_read_all_settings, pg_read_all_stats, pg_stat_scan_tables, pg_signal_backend
     TO ${quoteIdentifier(role)} WITH ADMIN OPTION`;

/** New roles see nothing of schema public until they are granted it. */
export const closePublicSchemaSql = 'REVOKE ALL ON SCHEMA public FROM PUBLIC';

/** What `SHOW rds.allowed_extensions` (Essential) or `SHOW extwlist.extensions` (others) answers. */
export const announceExtensionsSql = (database: string, setting: string, extensions: readonly string[]): string =>
  `ALTER DATABASE ${quoteIdentifier(database)} SET ${setting} = ${quoteLiteral(extensions.join(','))}`;

/**
 * Undoes the creation of an extension that is not on the list. The list stands in the function and not in the setting
 * above, because anybody may change a setting for his session.
 */
export const guardExtensionsSql = (setting: string, extensions: readonly string[]): string => `
  CREATE SCHEMA IF NOT EXISTS _heroku;
  CREATE OR REPLACE FUNCTION _heroku.check_extension() RETURNS event_trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS $check$
  DECLARE
    created text;
  BEGIN
    IF current_setting('is_superuser') = 'on' THEN RETURN; END IF;
    FOR created IN
      SELECT object_identity FROM pg_event_trigger_ddl_commands() WHERE command_tag = 'CREATE EXTENSION'
    LOOP
      IF trim(both '"' from created) <> ALL (string_to_array(${quoteLiteral(extensions.join(','))}, ',')) THEN
        RAISE insufficient_privilege USING
          MESSAGE = format('extension %s is not on the list of extensions that this plan allows', created),
          HINT = ${quoteLiteral(`See: SHOW ${setting}`)};
      END IF;
    END LOOP;
  END $check$;
  DROP EVENT TRIGGER IF EXISTS heroku_check_extension;
  CREATE EVENT TRIGGER heroku_check_extension ON ddl_command_end WHEN TAG IN ('CREATE EXTENSION')
    EXECUTE FUNCTION _heroku.check_extension();`;
