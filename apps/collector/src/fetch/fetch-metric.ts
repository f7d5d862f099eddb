import type { MetricPlan } from './metric-plan.js';
import { defaultStatementTimeoutMs, type SourceSession } from './session.js';
import { setStatementTimeoutSql } from './sql/session.js';
import { maxSeriesPerFetch } from './sql/wrap.js';

/** What one fetch brought, as text from the wire. */
export interface Fetched {
  /** Series that came; 1 for a metric without tags. */
  rows: number;
  /** JSON array of arrays, one per series in the order of `values`' elements; null for a metric without tags. */
  tags: string | null;
  values: (string | null)[];
  /** Why this is not all that the query gives. */
  cut?: { warning: string; hint: string };
}

const manyRows = {
  warning: 'gives several rows, and no tag_ column tells them apart: only one is stored',
  hint: "Name a column of the metric's SQL tag_<name>, or let it give one row.",
};
const manySeries = {
  warning: `gives more than ${maxSeriesPerFetch} rows, the most of one fetch: those after them, in the order of their tags, are not stored`,
  hint: "Let the metric's SQL give fewer rows, for example the largest ones: ORDER BY ... LIMIT.",
};

/** Runs a metric once; undefined when it has nothing to say. */
export async function fetchMetric(session: SourceSession, plan: MetricPlan): Promise<Fetched | undefined> {
  const isOverridden = plan.timeoutMs !== defaultStatementTimeoutMs;
  if (isOverridden) await session.query(setStatementTimeoutSql(plan.timeoutMs));
  try {
    const { rows } = await session.query(plan.sql, { name: plan.statementName, timeoutMs: plan.timeoutMs });
    const row = rows[0];
    if (!row) return undefined;
    if (plan.shape.tags.length === 0)
      return { rows: 1, tags: null, values: row, ...(rows.length > 1 ? { cut: manyRows } : {}) };
    const [rowCount, tags, ...values] = row;
    if (tags === null || tags === undefined) return undefined;
    const count = Number(rowCount);
    return { rows: count, tags, values, ...(count > maxSeriesPerFetch ? { cut: manySeries } : {}) };
  } finally {
    if (isOverridden && session.isOpen) await session.query(setStatementTimeoutSql(defaultStatementTimeoutMs));
  }
}
