import { marked } from './marked.js';

/**
 * Our pid, other connections of collectors to this database, and how many more connections the server, the database and
 * the role take, ours counted as taken. `numbackends` is there for every role, where pg_stat_activity hides who is who.
 */
export const roomSql = marked(`SELECT pg_backend_pid(),
  (SELECT count(*) FROM pg_stat_activity a WHERE a.datname = current_database()
     AND a.application_name = current_setting('application_name') AND a.pid <> pg_backend_pid()),
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
    - coalesce(current_setting('reserved_connections', true)::int, 0)
    - (SELECT coalesce(sum(numbackends), 0) FROM pg_stat_database),
  (SELECT CASE WHEN d.datconnlimit >= 0 THEN d.datconnlimit - s.numbackends END
   FROM pg_database d JOIN pg_stat_database s ON s.datid = d.oid WHERE d.datname = current_database()),
  (SELECT CASE WHEN r.rolconnlimit >= 0
     THEN r.rolconnlimit - (SELECT count(*) FROM pg_stat_activity a WHERE a.usesysid = r.oid) END
   FROM pg_roles r WHERE r.rolname = session_user)`);

/** Whether a connection of a collector that is none of $1 began less than $2 seconds ago. */
export const newcomerSql = marked(`SELECT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = current_database()
  AND a.application_name = current_setting('application_name') AND a.pid <> ALL ($1::int[])
  AND a.backend_start > clock_timestamp() - make_interval(secs => $2::float8))`);
