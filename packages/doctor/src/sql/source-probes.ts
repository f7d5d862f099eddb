// Everything qualified: what is in the search_path of a monitored database must not matter. The marker stands behind the
// first word, as the collector's does.

export const serverSql = `
SELECT /* pgwatch-heroku */ pg_catalog.current_setting('server_version_num')::int AS "versionNum",
  pg_catalog.current_setting('server_version') AS version, pg_catalog.pg_is_in_recovery() AS "isInRecovery",
  pg_catalog.current_database()::text AS database, current_user::text AS "user",
  (SELECT s.version FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_catalog.pg_backend_pid()) AS "tlsVersion"`;

/** What the role is, what it holds beyond monitoring, and whether the database's owner could give it pg_monitor. */
export const roleSql = `
SELECT /* pgwatch-heroku */ r.rolname::text AS role, r.rolsuper AS "isSuperuser",
  pg_catalog.pg_has_role(r.oid, d.datdba, 'USAGE') AS "isOwner", pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
  pg_catalog.pg_has_role(r.oid, 'pg_monitor', 'USAGE') AS "canMonitor",
  pg_catalog.pg_has_role(d.datdba, 'pg_monitor', 'USAGE') AS "ownerMonitors",
  pg_catalog.pg_has_role(r.oid, 'pg_read_all_stats', 'USAGE') AS "seesAllStatistics",
  pg_catalog.array_remove(ARRAY[
    CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
    CASE WHEN r.rolreplication THEN 'REPLICATION' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END], NULL) AS attributes,
  ARRAY(SELECT p.rolname::text FROM pg_catalog.pg_roles p
        WHERE p.rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program',
            'pg_read_server_files', 'pg_write_server_files', 'pg_signal_backend')
          AND pg_catalog.pg_has_role(r.oid, p.oid, 'USAGE')
        ORDER BY 1) AS memberships,
  (SELECT pg_catalog.count(*)::int FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
     AND pg_catalog.has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) AS "writableTables"
FROM pg_catalog.pg_roles r, pg_catalog.pg_database d
WHERE r.rolname = current_user AND d.datname = pg_catalog.current_database()`;

/** pg_settings leaves out what a role may not see, where current_setting() would refuse. */
export const statementsSql = `
SELECT /* pgwatch-heroku */ e.extversion AS version, n.nspname::text AS schema,
  (SELECT a.default_version FROM pg_catalog.pg_available_extensions a WHERE a.name = 'pg_stat_statements') AS available,
  (SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'shared_preload_libraries') AS "preloaded",
  (SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'pg_stat_statements.track') AS track,
  (SELECT s.setting::int FROM pg_catalog.pg_settings s WHERE s.name = 'pg_stat_statements.max') AS max
FROM (VALUES (1)) one
LEFT JOIN pg_catalog.pg_extension e ON e.extname = 'pg_stat_statements'
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace`;

/** The function without the texts, which are a file of tens of MB. @param schema quoted. */
export const readStatementsSql = (schema: string): string =>
  `SELECT /* pgwatch-heroku */ 1 FROM ${schema}.pg_stat_statements(false) LIMIT 1`;

/** Functions of public by the names $1, as they stand in for views that a role sees too little of. */
export const helpersSql = `
SELECT /* pgwatch-heroku */ p.proname::text AS name, p.prosecdef AS "isDefiner",
  (SELECT c FROM pg_catalog.unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS "searchPath",
  pg_catalog.pg_get_userbyid(p.proowner)::text AS owner,
  pg_catalog.pg_has_role(p.proowner, d.datdba, 'USAGE') AS "belongsToOwner",
  pg_catalog.has_function_privilege(p.oid, 'EXECUTE') AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS "mayCall",
  EXISTS (SELECT FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
          WHERE a.grantee = 0 AND a.privilege_type = 'EXECUTE') AS "isPublic"
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
WHERE n.nspname = 'public' AND p.proname = ANY ($1::text[]) AND p.pronargs = 0
ORDER BY 1`;

/** Connections that the server, the database and the role take and have; a limit of null is none. */
export const connectionsSql = `
SELECT /* pgwatch-heroku */
  pg_catalog.current_setting('max_connections')::int - pg_catalog.current_setting('superuser_reserved_connections')::int
    - coalesce(pg_catalog.current_setting('reserved_connections', true)::int, 0) AS "serverLimit",
  (SELECT coalesce(pg_catalog.sum(s.numbackends), 0)::int FROM pg_catalog.pg_stat_database s) AS "serverUsed",
  (SELECT nullif(d.datconnlimit, -1) FROM pg_catalog.pg_database d
   WHERE d.datname = pg_catalog.current_database()) AS "databaseLimit",
  (SELECT s.numbackends::int FROM pg_catalog.pg_stat_database s
   WHERE s.datname = pg_catalog.current_database()) AS "databaseUsed",
  (SELECT nullif(r.rolconnlimit, -1) FROM pg_catalog.pg_roles r WHERE r.rolname = session_user) AS "roleLimit",
  (SELECT pg_catalog.count(*)::int FROM pg_catalog.pg_stat_activity a
   WHERE a.usesysid = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = session_user)) AS "roleUsed"`;

export const sizeSql = `
SELECT /* pgwatch-heroku */ pg_catalog.pg_database_size(pg_catalog.current_database())::float8 AS "sizeBytes",
  pg_catalog.array_remove(ARRAY[
    (SELECT r.rolconnlimit FROM pg_catalog.pg_roles r WHERE r.rolname = current_user),
    (SELECT d.datconnlimit FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()),
    pg_catalog.current_setting('max_connections')::int], NULL) AS limits`;

/** Of a standby how far it is behind; of a primary its followers and what its slots hold back. */
export const replicationSql = `
SELECT /* pgwatch-heroku */ pg_catalog.pg_is_in_recovery() AS "isInRecovery",
  CASE WHEN pg_catalog.pg_is_in_recovery() THEN
    CASE WHEN pg_catalog.pg_last_wal_receive_lsn() = pg_catalog.pg_last_wal_replay_lsn() THEN 0
      ELSE extract(epoch FROM pg_catalog.now() - pg_catalog.pg_last_xact_replay_timestamp())::float8 END
  END AS "lagSeconds",
  CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_is_wal_replay_paused() END AS "isPaused",
  (SELECT pg_catalog.count(*)::int FROM pg_catalog.pg_stat_replication) AS followers,
  (SELECT pg_catalog.count(*)::int FROM pg_catalog.pg_stat_replication f WHERE f.state IS NULL) AS "hiddenFollowers",
  (SELECT pg_catalog.max(extract(epoch FROM f.replay_lag))::float8 FROM pg_catalog.pg_stat_replication f) AS "followerLagSeconds",
  (SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('name', s.slot_name, 'heldBytes',
     CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
       ELSE pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn)::float8 END)), '[]')
   FROM pg_catalog.pg_replication_slots s WHERE NOT s.active) AS "inactiveSlots"`;

/** has_parameter_privilege() is there since PostgreSQL 15, which is the first that is monitored. */
export const ioTimingSql = `
SELECT /* pgwatch-heroku */ pg_catalog.current_setting('track_io_timing') = 'on' AS "isOn",
  pg_catalog.has_parameter_privilege(d.datdba, 'track_io_timing', 'SET') AS "ownerMaySet",
  d.datname::text AS database, pg_catalog.pg_get_userbyid(d.datdba)::text AS owner
FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`;
