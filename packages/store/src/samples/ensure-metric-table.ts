import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import type { ColumnType, MetricShape } from '../types.js';
import { withMetricLock } from './ddl-lock.js';
import { dropEmptyView } from './empty-views.js';
import { checkShape } from './metric-name.js';
import { isAsWanted, missingColumns } from './missing-columns.js';
import { readShape, type StoredShape } from './read-shape.js';
import { createDataTypeSql, createViewSql, extendDataTypeSql } from './view-sql.js';

/**
 * Makes `samples.<metric>` fit what the metric's query gives, and with it the view `public.<metric>`: creates what is
 * missing, adds columns that are new, drops nothing. One query where nothing is to do. Any number of processes may
 * call it at once. Everything belongs to the role of `client`, which has to be one connection, not a pool.
 *
 * @throws AppError `configuration` when a name cannot be used, or what is stored and what comes do not fit together.
 */
export async function ensureMetricTable(client: Queryable, shape: MetricShape): Promise<{ changes: string[] }> {
  checkShape(shape);
  if (isAsWanted(await readShape(client, shape.metric), shape)) return { changes: [] };
  return withMetricLock(client, shape.metric, async () => {
    const current = await readShape(client, shape.metric); // another process may have been faster
    return { changes: current ? await extend(client, shape, current) : await create(client, shape) };
  });
}

async function create(client: Queryable, { metric, tags, columns: given }: MetricShape): Promise<string[]> {
  const tagged = tags.length > 0;
  const columns = tagged ? given : [...given].sort((a, b) => widthOf(b.type) - widthOf(a.type));
  const own = ['time timestamptz NOT NULL', 'fetched_at timestamptz NOT NULL'];
  const declared = columns.map(({ name, type }) => `${q(name)} ${type}${tagged ? '[]' : ''}`);
  const narrower = tagged ? 0 : columns.filter(({ type }) => widthOf(type) === 8).length;
  declared.splice(narrower, 0, 'source_id int NOT NULL', ...(tagged ? ['series int[] NOT NULL'] : []));
  const table = `CREATE TABLE samples.${q(metric)}
    (${[...own, ...declared, 'PRIMARY KEY (source_id, time)'].join(', ')}) PARTITION BY RANGE (time)`;
  // Type and view in the order of the table, which is all that is known of a metric when they are extended.
  await client.query([table, ...createDataTypeSql(metric, columns)].join(';\n'));
  return [`table samples.${metric}`, ...(await makeView(client, metric, tagged, columns))];
}

/** Bytes of a value in a row. Wide ones stand first, so that none is lost to padding. */
const widthOf = (type: ColumnType): number => ({ int8: 8, float8: 8, int4: 4, bool: 1, text: 0 })[type];

async function extend(client: Queryable, shape: MetricShape, current: StoredShape): Promise<string[]> {
  const { metric } = shape;
  const added = missingColumns(current, shape);
  const all = [...current.columns, ...added];
  const array = current.tagged ? '[]' : '';
  if (added.length > 0) {
    const columns = added.map(({ name, type }) => `ADD COLUMN ${q(name)} ${type}${array}`).join(', ');
    const table = `ALTER TABLE samples.${q(metric)} ${columns}`;
    await client.query([table, ...extendDataTypeSql(metric, added, all)].join(';\n'));
  }
  const made = added.length > 0 || !current.hasView ? await makeView(client, metric, current.tagged, all) : [];
  return [...added.map(({ name }) => `column samples.${metric}.${name}`), ...(current.hasView ? [] : made)];
}

async function makeView(
  client: Queryable,
  metric: string,
  tagged: boolean,
  columns: MetricShape['columns'],
): Promise<string[]> {
  if (!(await dropEmptyView(client, metric))) return [];
  await client.query(createViewSql(metric, tagged, columns));
  return [`view public.${metric}`];
}
