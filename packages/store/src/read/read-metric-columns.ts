import type { Queryable } from '@pgwatch-heroku/shared';
import { readShape } from '../samples/read-shape.js';
import type { ColumnType } from '../types.js';

export interface MetricColumn {
  name: string;
  type: ColumnType;
  /** Says which series a row is of. */
  isTag: boolean;
}

// The tag sets of a metric have the same names; a few series of other versions are among the first ones.
const looksAtSeries = 100;

/** What has been stored of a metric, by column: the tags first, then the values. Empty before its first fetch. */
export async function readMetricColumns(db: Queryable, storedAs: string): Promise<MetricColumn[]> {
  const shape = await readShape(db, storedAs);
  if (!shape) return [];
  const values = shape.columns.map(({ name, type }) => ({ name, type, isTag: false }));
  if (!shape.tagged) return values;
  const { rows } = await db.query<{ name: string }>(
    `SELECT DISTINCT jsonb_object_keys(tags) AS name
     FROM (SELECT tags FROM pgwatch2.series WHERE metric = $1 LIMIT $2) s ORDER BY name`,
    [storedAs, looksAtSeries],
  );
  return [...rows.map(({ name }) => ({ name: `tag_${name}`, type: 'text' as const, isTag: true })), ...values];
}
