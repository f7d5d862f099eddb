import { quoteIdentifier } from '@pgwatch-heroku/shared';

/** A function that lets the monitoring role see, for this database only, what its owner sees. */
export interface Helper {
  name: string;
  /** Names and types of the result, spelled as pg_get_function_result() spells them. */
  columns: readonly (readonly [name: string, type: string])[];
  /** Everything qualified: what is in the caller's search_path must not matter. */
  body: string;
}

// Listed one by one instead of SETOF the view: a helper must outlive the upgrade that adds a column to it.
// These are in PostgreSQL 14 to 18 alike.
const activity = [
  ['datid', 'oid'],
  ['datname', 'name'],
  ['pid', 'integer'],
  ['leader_pid', 'integer'],
  ['usesysid', 'oid'],
  ['usename', 'name'],
  ['application_name', 'text'],
  ['client_addr', 'inet'],
  ['client_hostname', 'text'],
  ['client_port', 'integer'],
  ['backend_start', 'timestamp with time zone'],
  ['xact_start', 'timestamp with time zone'],
  ['query_start', 'timestamp with time zone'],
  ['state_change', 'timestamp with time zone'],
  ['wait_event_type', 'text'],
  ['wait_event', 'text'],
  ['state', 'text'],
  ['backend_xid', 'xid'],
  ['backend_xmin', 'xid'],
  ['query_id', 'bigint'],
  ['query', 'text'],
  ['backend_type', 'text'],
] as const;

const replication = [
  ['pid', 'integer'],
  ['usesysid', 'oid'],
  ['usename', 'name'],
  ['application_name', 'text'],
  ['client_addr', 'inet'],
  ['client_hostname', 'text'],
  ['client_port', 'integer'],
  ['backend_start', 'timestamp with time zone'],
  ['backend_xmin', 'xid'],
  ['state', 'text'],
  ['sent_lsn', 'pg_lsn'],
  ['write_lsn', 'pg_lsn'],
  ['flush_lsn', 'pg_lsn'],
  ['replay_lsn', 'pg_lsn'],
  ['write_lag', 'interval'],
  ['flush_lag', 'interval'],
  ['replay_lag', 'interval'],
  ['sync_priority', 'integer'],
  ['sync_state', 'text'],
  ['reply_time', 'timestamp with time zone'],
] as const;

const listOf = (columns: Helper['columns']) => columns.map(([name]) => `v.${quoteIdentifier(name)}`).join(', ');

export const activityHelper: Helper = {
  name: 'get_stat_activity',
  columns: activity,
  body: `SELECT ${listOf(activity)} FROM pg_catalog.pg_stat_activity v WHERE v.datname = pg_catalog.current_database()`,
};

export const replicationHelper: Helper = {
  name: 'get_stat_replication',
  columns: replication,
  body: `SELECT ${listOf(replication)} FROM pg_catalog.pg_stat_replication v`,
};

/** The columns of pg_stat_statements differ by the extension's version, so they are those that are found. */
export const statementsHelper = (schema: string, columns: Helper['columns']): Helper => ({
  name: 'get_stat_statements',
  columns,
  body: `SELECT ${listOf(columns)} FROM ${quoteIdentifier(schema)}.pg_stat_statements v WHERE v.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())`,
});
