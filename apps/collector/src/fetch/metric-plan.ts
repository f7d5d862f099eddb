import { isShipped, type Metric, placeNames, selectSql } from '@pgwatch-heroku/metrics';
import { AppError } from '@pgwatch-heroku/shared';
import { type ColumnType, checkShape, copiedTags } from '@pgwatch-heroku/store';
import type { FetchShape } from '../buffer/pending-fetch.js';
import { columnTypeOf } from './column-types.js';
import type { Facts } from './facts.js';
import { defaultStatementTimeoutMs, type SourceSession } from './session.js';
import { shareEqual } from './share-equal.js';
import { extensionSchemaSql, helperSql } from './sql/facts.js';
import { marked } from './sql/marked.js';
import { arraysSql, availabilitySql, describeSql, singleRowSql } from './sql/wrap.js';

/** How one metric is fetched from one server: made once per connection, from what the server says about it. */
export interface MetricPlan {
  metric: Metric;
  /** Of the prepared statement. Never the same twice: a changed definition or a changed server is prepared anew. */
  statementName: string;
  shape: FetchShape;
  sql: string;
  detailsSql: string | undefined;
  timeoutMs: number;
  /** People wrote its SQL: what it does to the session has to be undone. */
  isForeign: boolean;
}

/** A metric that this server cannot answer, and what would change that. */
export interface Unavailable {
  unavailable: string;
  hint?: string | undefined;
}

const tagPrefix = 'tag_';
/** A tag for dashboards that is stored as a value: see Metric.versions. */
const looseTagPrefix = 'loose_tag_';
/** pgwatch's metrics give the time as the source has it. Ours is the tick: no clock but the collector's counts. */
const sourceTime = 'epoch_ns';
let planCount = 0;

/** @throws what the server answers when the metric's SQL does not fit it. */
export async function planMetric(
  session: SourceSession,
  facts: Pick<Facts, 'serverVersionNum'>,
  metric: Metric,
): Promise<MetricPlan | Unavailable> {
  const isForeign = !isShipped(metric);
  // A function that calls itself immutable runs when the query that calls it is planned.
  const planned = () => planOn(session, facts, metric);
  const plan = isForeign ? await session.contained(planned) : await planned();
  return 'unavailable' in plan ? plan : { ...plan, isForeign };
}

async function planOn(
  session: SourceSession,
  facts: Pick<Facts, 'serverVersionNum'>,
  metric: Metric,
): Promise<Omit<MetricPlan, 'isForeign'> | Unavailable> {
  const template = selectSql(metric, facts.serverVersionNum);
  if (metric.versions.length === 0) {
    return {
      unavailable: 'there is no metric of this name',
      hint: 'Import its definition (pgwatch-heroku import), or take it out of the preset or the intervals of this source.',
    };
  }
  if (!template) {
    const major = Math.trunc(facts.serverVersionNum / 10_000);
    const isLeftOut = template === ''; // as pgwatch's definitions do for what another metric covers from a major on
    return {
      unavailable: `not available on PostgreSQL ${major}`,
      hint: isLeftOut ? "The metric's definition leaves this version out." : 'A newer PostgreSQL offers this metric.',
    };
  }
  const { requiresExtension: name, details, availability, storedAs = metric.name } = metric;
  let extension: { name: string; schema: string } | undefined;
  if (name) {
    const schema = (await session.query(extensionSchemaSql, { values: [name] })).rows[0]?.[0];
    if (!schema) {
      return {
        unavailable: `the extension ${name} is not installed`,
        hint: `Run in the monitored database: CREATE EXTENSION ${name}; it is looked for again every 10 minutes.`,
      };
    }
    extension = { name, schema };
  }
  const place = await placeNames(
    (helper) => session.query(helperSql, { values: [helper] }).then(({ rows }) => rows[0]?.[0]),
    [template, details?.sql ?? '', availability ?? ''],
    extension,
  );
  if (availability !== undefined) {
    const [reason, hint] = (await session.query(availabilitySql(place(availability)))).rows[0] ?? [];
    if (reason) return { unavailable: reason, hint: hint ?? undefined };
  }

  const sql = place(template);
  const { fields } = await session.query(describeSql(sql));
  const tagColumns = fields.map(({ name }) => name).filter((name) => name.startsWith(tagPrefix));
  const copies = copiedTags(storedAs);
  const columns = fields
    .filter(({ name }) => !name.startsWith(tagPrefix) && name !== sourceTime && !copies.has(name))
    .map(({ name, dataTypeID }) => ({ name, type: typeIn(metric, name, columnTypeOf(dataTypeID)) }));
  const shape: FetchShape = {
    metric: storedAs,
    ...(storedAs !== metric.name ? { askedAs: metric.name } : {}),
    tags: tagColumns.map((name) => name.slice(tagPrefix.length)),
    columns: columns.map(({ name, type }) => ({ name: name.replace(looseTagPrefix, tagPrefix), type })),
  };
  const problem = shapeProblem(shape);
  if (problem) return problem;
  const body = {
    shape,
    sql: tagColumns.length > 0 ? arraysSql(sql, tagColumns, columns) : singleRowSql(sql, columns),
    detailsSql: details && marked(place(details.sql)),
  };
  return {
    metric,
    statementName: `pgwatch_${++planCount}`,
    ...shareEqual([storedAs, shape.askedAs, body.sql, body.detailsSql].join('\n'), body),
    timeoutMs: metric.statementTimeoutMs ?? defaultStatementTimeoutMs,
  };
}

const typeIn = ({ storage }: Metric, column: string, type: ColumnType): ColumnType =>
  type === 'int8' && storage?.narrow?.includes(column) ? 'int4' : type;

/** What the store would not take, said before anything is fetched in vain. */
function shapeProblem(shape: FetchShape): Unavailable | undefined {
  try {
    checkShape(shape);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { unavailable: error.message, hint: error.hint };
  }
}
