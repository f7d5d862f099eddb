import { quoteIdentifier, quoteLiteral } from '@pgwatch-heroku/shared';

export const createRoleSql = (name: string, password: string, attributes: string): string =>
  `CREATE ROLE ${quoteIdentifier(name)} LOGIN PASSWORD ${quoteLiteral(password)} ${attributes}`;

// By file, as WAL for every page of an empty database costs three times as much; a checkpoint costs little without fsync.
export const createDatabaseSql = (name: string, owner: string, template = 'template0', encoding?: string): string =>
  `CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(owner)} TEMPLATE ${quoteIdentifier(template)} STRATEGY file_copy${
    // The locale C goes with any of them.
    encoding === undefined ? '' : ` ENCODING ${quoteLiteral(encoding)} LOCALE 'C'`
  }`;

export const dropDatabaseSql = (name: string): string =>
  `DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`;

/** In the run's own database: what was counted of a database and goes with it, as the table of statements is of one size. */
export const forgetStatementsSql =
  'SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_catalog.pg_database WHERE datname = $1';

export const createStatementsSql = 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements';

export const dropRoleSql = (name: string): string => `DROP ROLE IF EXISTS ${quoteIdentifier(name)}`;

export const templateLockSql = 'SELECT pg_advisory_lock(hashtext($1))';

export const findDatabaseSql = 'SELECT 1 FROM pg_database WHERE datname = $1';

export const renameDatabaseSql = (from: string, to: string): string =>
  `ALTER DATABASE ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`;

export const grantMonitoringSql = (role: string): string =>
  `GRANT pg_monitor TO ${quoteIdentifier(role)} WITH ADMIN OPTION`;

export const grantCreateSql = (database: string, role: string): string =>
  `GRANT CREATE ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(role)}`;

export const reassignSql = (from: string, to: string): string =>
  `REASSIGN OWNED BY ${quoteIdentifier(from)} TO ${quoteIdentifier(to)}`;

export const reloadSettingsSql = 'SELECT pg_catalog.pg_reload_conf()';

export const startBackupSql = 'SELECT pg_catalog.pg_backup_start($1, fast => true)';

/** One row with what must stand in the copy's file backup_label. */
export const stopBackupSql = 'SELECT labelfile FROM pg_catalog.pg_backup_stop(wait_for_archive => false)';

export const createSlotSql = 'SELECT pg_catalog.pg_create_physical_replication_slot($1, immediately_reserve => true)';

/** Up to where a primary has written WAL, be it to disk or not yet. */
export const writtenLsnSql = 'SELECT pg_catalog.pg_current_wal_insert_lsn()::text AS lsn';

export const hasReplayedSql = 'SELECT pg_catalog.pg_last_wal_replay_lsn() >= $1::pg_lsn AS "hasReplayed"';

export const promoteSql = 'SELECT pg_catalog.pg_promote(true, 60) AS "isPromoted"';
