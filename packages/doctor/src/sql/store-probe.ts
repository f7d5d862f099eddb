export const storeSql = `SELECT pg_catalog.current_setting('server_version') AS version, current_user::text AS role`;
