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
  return (await readShapes(db, [metric])).get(metric);
}

/** The same of any number of metrics in one query; those without a table are left out. */
export async function readShapes(db: Queryable, metrics: readonly string[]): Promise<Map<string, StoredShape>> {
  const { rows } = await db.query<{ metric: string; name: string; type: string; has_view: string }>(
    `WITH wanted AS MATERIALIZED (
       SELECT name AS metric, to_regclass(format('samples.%I', name)) AS samples,
         EXISTS (
           SELECT FROM pg_catalog.pg_class v
           WHERE v.oid = to_regclass(format('public.%I', name))
             -- An empty view that we may drop is none; one that we may not drop is all there can be.
             AND NOT (${isEmptyView('v.oid')} AND pg_has_role(v.relowner, 'USAGE'))) AS has_view
       FROM unnest($1::text[]) AS name
     )
     SELECT w.metric, a.attname AS name, a.atttypid::regtype::text AS type, w.has_view::text
     FROM wanted w JOIN pg_catalog.pg_attribute a ON a.attrelid = w.samples
     WHERE a.attnum > 0 AND NOT a.attisdropped
     ORDER BY w.metric, a.attnum`,
    [metrics],
  );
  const shapes = new Map<string, StoredShape>();
  for (const { metric, name, type, has_view } of rows) {
    const shape = shapes.get(metric) ?? { tagged: false, columns: [], hasView: has_view === 'true' };
    shapes.set(metric, shape);
    if (name === 'series') shape.tagged = true;
    if (!own.has(name)) shape.columns.push({ name, type: typeNames[type.replace('[]', '')] ?? 'text' });
  }
  return shapes;
}

const own = new Set(['source_id', 'time', 'fetched_at', 'series']);

const typeNames: Record<string, ColumnType> = {
  bigint: 'int8',
  integer: 'int4',
  'double precision': 'float8',
  boolean: 'bool',
  text: 'text',
};
