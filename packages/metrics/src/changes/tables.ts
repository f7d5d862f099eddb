import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import { lockedRelations } from './under-lock.js';
import { maxWatched, type WatchedKind } from './watched-kind.js';

export const tables: WatchedKind = {
  name: 'table',
  sql: `
WITH ${lockedRelations}, listed AS MATERIALIZED (
  SELECT c.oid, ${fullName('n.nspname', 'c.relname')} AS name
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')
    AND c.relpersistence <> 't'
    AND ${isUserSchema('n.nspname')}
  LIMIT ${maxWatched + 1}
)
SELECT
  t.name AS tag_table,
  CASE WHEN bool_and(t.is_free) THEN pg_catalog.md5(string_agg(concat_ws(' ',
    a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
    pg_catalog.pg_get_expr(d.adbin, d.adrelid)), ',' ORDER BY a.attnum)) END AS md5
FROM (SELECT l.*, l.oid NOT IN (SELECT k.relation FROM locked k) AS is_free FROM listed l) t
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND t.is_free
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
GROUP BY t.oid, t.name`,
  identity: ['tag_table'],
  state: ['md5'],
};
