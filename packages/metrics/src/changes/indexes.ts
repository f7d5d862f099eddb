import { fullName } from '../fragments/full-name.js';
import { isUserSchema } from '../fragments/user-schemas.js';
import { lockedRelations } from './under-lock.js';
import { maxWatched, type WatchedKind } from './watched-kind.js';

export const indexes: WatchedKind = {
  name: 'index',
  sql: `
WITH ${lockedRelations}, listed AS MATERIALIZED (
  SELECT
    i.indexrelid, i.indrelid, i.indisvalid,
    ${fullName('n.nspname', 'c.relname')} AS name,
    ${fullName('tn.nspname', 't.relname')} AS table_name
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
  JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
  WHERE c.relpersistence <> 't' AND ${isUserSchema('n.nspname')}
  LIMIT ${maxWatched + 1}
), described AS MATERIALIZED (
  SELECT l.*, l.indexrelid NOT IN (SELECT k.relation FROM locked k)
    AND l.indrelid NOT IN (SELECT k.relation FROM locked k) AS is_free
  FROM listed l
)
SELECT
  i.name AS tag_index,
  CASE WHEN i.is_free THEN i.table_name END AS "table",
  CASE WHEN i.is_free THEN i.indisvalid::text END AS is_valid,
  CASE WHEN i.is_free THEN pg_catalog.md5(pg_catalog.pg_get_indexdef(i.indexrelid)) END AS md5
FROM described i`,
  identity: ['tag_index'],
  state: ['table', 'is_valid', 'md5'],
};
