import type { Queryable } from '@pgwatch-heroku/shared';
import type { ColumnType } from '../types.js';
import { isEmptyView } from './empty-views.js';

/** A table of samples as it is in the database. */
export interface StoredShape {
  tagged: boolean;
  columns: { name: string; type: ColumnType }[];
  hasView: boolean;
}

/** Reads what `samples.<metric>` looks like; undefined where there is none. */
export async function readShape(db: Queryable, metric: string): Promise<StoredShape | undefined> {
  const { rows } = await db.query<{ name: string; type: string; has_view: string }>(
    `SELECT a.attname AS name, a.atttypid::regtype::text AS type,
       (SELECT count(*) > 0 FROM pg_catalog.pg_class v
        WHERE v.oid = to_regclass(format('public.%I', $1::text))
          -- An empty view that we may drop is none; one that we may not drop is all there can be.
          AND NOT (${isEmptyView('v.oid')} AND pg_has_role(v.relowner, 'USAGE')))::text AS has_view
     FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = to_regclass(format('samples.%I', $1::text)) AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attnum`,
    [metric],
  );
  if (rows.length === 0) return undefined;
  const own = new Set(['source_id', 'time', 'fetched_at', 'series']);
  return {
    tagged: rows.some(({ name }) => name === 'series'),
    columns: rows
      .filter(({ name }) => !own.has(name))
      .map(({ name, type }) => ({ name, type: typeNames[type.replace('[]', '')] ?? 'text' })),
    hasView: rows[0]?.has_view === 'true',
  };
}

const typeNames: Record<string, ColumnType> = {
  bigint: 'int8',
  integer: 'int4',
  'double precision': 'float8',
  boolean: 'bool',
  text: 'text',
};
