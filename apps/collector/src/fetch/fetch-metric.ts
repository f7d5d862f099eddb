import type { MetricPlan } from './metric-plan.js';
import { defaultStatementTimeoutMs, type SourceSession } from './session.js';
import { setStatementTimeoutSql } from './sql/session.js';

/** What one fetch brought, as text from the wire. */
export interface Fetched {
  /** Series that came; 1 for a metric without tags. */
  rows: number;
  /** JSON array of arrays, one per series in the order of `values`' elements; null for a metric without tags. */
  tags: string | null;
  values: (string | null)[];
}

/** Runs a metric once; undefined when it has nothing to say. */
export async function fetchMetric(session: SourceSession, plan: MetricPlan): Promise<Fetched | undefined> {
  const isOverridden = plan.timeoutMs !== defaultStatementTimeoutMs;
  if (isOverridden) await session.query(setStatementTimeoutSql(plan.timeoutMs));
  try {
    const { rows } = await session.query(plan.sql, { name: plan.statementName, timeoutMs: plan.timeoutMs });
    const row = rows[0];
    if (!row) return undefined;
    if (plan.shape.tags.length === 0) return { rows: 1, tags: null, values: row };
    const [rowCount, tags, ...values] = row;
    return tags === null || tags === undefined ? undefined : { rows: Number(rowCount), tags, values };
  } finally {
    if (isOverridden && session.isOpen) await session.query(setStatementTimeoutSql(defaultStatementTimeoutMs));
  }
}
