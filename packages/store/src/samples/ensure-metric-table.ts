import { AppError, type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import type { ColumnType, MetricShape } from '../types.js';
import { withMetricLock } from './ddl-lock.js';
import { dropEmptyView } from './empty-views.js';
import { checkShape } from './metric-name.js';
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
  const before = await readShape(client, shape.metric);
  if (before?.hasView && missingColumns(before, shape).length === 0) return { changes: [] };
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
  await client.query(
    `CREATE TABLE samples.${q(metric)} (${[...own, ...declared, 'PRIMARY KEY (source_id, time)'].join(', ')})
     PARTITION BY RANGE (time)`,
  );
  // Type and view in the order of the table, which is all that is known of a metric when they are extended.
  for (const sql of createDataTypeSql(metric, columns)) await client.query(sql);
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
    await client.query(
      `ALTER TABLE samples.${q(metric)} ${added.map(({ name, type }) => `ADD COLUMN ${q(name)} ${type}${array}`).join(', ')}`,
    );
    for (const sql of extendDataTypeSql(metric, added, all)) await client.query(sql);
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

/** Columns that the stored table lacks; a stored column must be able to hold what comes. */
function missingColumns(stored: StoredShape, { metric, tags, columns }: MetricShape): MetricShape['columns'] {
  const fail = (what: string) => {
    throw new AppError('configuration', `Metric ${metric} ${what}`, {
      hint: 'Give the changed metric another name; what is stored under this one stays readable.',
    });
  };
  if (stored.tagged !== tags.length > 0) {
    fail(stored.tagged ? 'has lost its tags' : 'has got tags, and what is stored has none');
  }
  return columns.filter(({ name, type }) => {
    const existing = stored.columns.find((column) => column.name === name);
    if (existing && !holds(existing.type, type)) fail(`gives ${name} as ${type}, and it is stored as ${existing.type}`);
    return !existing;
  });
}

const holds = (stored: ColumnType, given: ColumnType): boolean =>
  stored === given || widerThan[given]?.includes(stored) === true || stored === 'text';

const widerThan: Partial<Record<ColumnType, readonly ColumnType[]>> = { int4: ['int8', 'float8'], int8: ['float8'] };
