export const countSessionsSql = 'SELECT count(*) FROM pgwatch2.session';

export const readSessionsSql = `
SELECT sid, extract(epoch FROM expire::timestamptz - now()) / 3600 AS hours_left FROM pgwatch2.session ORDER BY expire`;

/** $1: new end of all sessions; $2: new instant of sign-in, milliseconds. Either may be null. */
export const expireSessionsSql = `
UPDATE pgwatch2.session
SET expire = coalesce($1, expire),
  sess = CASE WHEN $2::float8 IS NULL THEN sess ELSE jsonb_set(sess::jsonb, '{signedInAt}', to_jsonb($2::float8))::json END`;

export const setAdminPasswordSql = `
INSERT INTO pgwatch2.admin_password (hash, variable_fingerprint) VALUES ($1, $2)`;

export const clearAdminPasswordSql = 'DELETE FROM pgwatch2.admin_password';
export const deleteSessionsSql = 'DELETE FROM pgwatch2.session';
