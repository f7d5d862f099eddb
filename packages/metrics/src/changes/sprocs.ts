import { isUserSchema } from '../fragments/user-schemas.js';
import { maxWatched, type WatchedKind } from './watched-kind.js';

// What an extension brings changes with it, by the dozen. The oid tells overloaded functions apart.
export const sprocs: WatchedKind = {
  name: 'sproc',
  sql: `
SELECT
  p.oid::text AS tag_oid,
  pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) AS tag_sproc,
  pg_catalog.md5(concat_ws(' ', p.prosrc, p.probin, p.prosqlbody::text, p.prosecdef, p.provolatile, p.proconfig::text))
    AS md5
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE ${isUserSchema('n.nspname')}
  AND NOT EXISTS (
    SELECT 1 FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
LIMIT ${maxWatched + 1}`,
  identity: ['tag_oid', 'tag_sproc'],
  state: ['md5'],
};
