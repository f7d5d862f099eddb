/** Who and what answers, and whether it shows what other roles do. */
export const lookSql = `
SELECT /* pgwatch-heroku */ pg_catalog.current_setting('server_version') AS version,
  pg_catalog.current_database() AS database, current_user::text AS "user", pg_catalog.pg_is_in_recovery() AS "isInRecovery",
  pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE') AS "canMonitor"`;

/** More of them is no list that anybody reads. */
export const mostDatabases = 500;

/** Databases of the server that can be connected to, whose names fit; $1 and $2 are regular expressions or null. */
export const databasesSql = `
SELECT /* pgwatch-heroku */ d.datname AS name,
  pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS "mayConnect"
FROM pg_catalog.pg_database d
WHERE NOT d.datistemplate AND d.datallowconn
  AND ($1::text IS NULL OR d.datname ~ $1) AND ($2::text IS NULL OR d.datname !~ $2)
ORDER BY 1
LIMIT ${mostDatabases}`;
