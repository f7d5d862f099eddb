export const listSourceIdsSql = 'SELECT id FROM pgwatch2.source ORDER BY id';
export const switchOffSql = 'UPDATE pgwatch2.source SET is_enabled = false';
