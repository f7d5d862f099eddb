import type { MetricPlan } from './metric-plan.js';
import { defaultStatementTimeoutMs, type SourceSession, type TextResult } from './session.js';
import { setStatementTimeoutSql } from './sql/session.js';
import { maxSeriesPerFetch } from './sql/wrap.js';

/** What one fetch brought, as text from the wire. */
export interface Fetched {
  /** Series that are stored; 1 for a metric without tags. */
  rows: number;
  /** JSON array of arrays, one per series in the order of `values`' elements; null for a metric without tags. */
  tags: string | null;
  values: (string | null)[];
  /** Why this is not all that the query gives. */
  cut?: Cut;
}

/** Told at the metric of the source, though the fetch itself went well. */
export interface Cut {
  warning: string;
  hint: string;
}

const manyRows = {
  warning: 'gives several rows, and no tag_ column tells them apart: only one is stored',
  hint: "Name a column of the metric's SQL tag_<name>, or let it give one row.",
};
const manySeries = (count: number) => ({
  warning: `gives ${count} rows: the ${count - maxSeriesPerFetch} after the first ${maxSeriesPerFetch}, in the order of their tags, are not stored`,
  hint: "Let the metric's SQL give fewer rows, for example the largest ones: ORDER BY ... LIMIT.",
});

const equalTags = (count: number) => ({
  warning: `gives ${count} rows whose tags another row has as well: of those that are alike only one is stored`,
  hint: "Let one more column of the metric's SQL tell them apart, named tag_<name>, or make one row of them: GROUP BY.",
});

/** Runs a metric once; undefined when it has nothing to say. */
export async function fetchMetric(session: SourceSession, plan: MetricPlan): Promise<Fetched | undefined> {
  const ask = () => session.query(plan.sql, { name: plan.statementName, timeoutMs: plan.timeoutMs });
  if (plan.isForeign) return toFetched(plan, await session.contained(ask, plan.timeoutMs));
  const isOverridden = plan.timeoutMs !== defaultStatementTimeoutMs;
  if (isOverridden) await session.query(setStatementTimeoutSql(plan.timeoutMs));
  try {
    return toFetched(plan, await ask());
  } finally {
    if (isOverridden && session.isOpen) await session.query(setStatementTimeoutSql(defaultStatementTimeoutMs));
  }
}

function toFetched(plan: MetricPlan, { rows }: TextResult): Fetched | undefined {
  const row = rows[0];
  if (!row) return undefined;
  if (plan.shape.tags.length === 0)
    return { rows: 1, tags: null, values: row, ...(rows.length > 1 ? { cut: manyRows } : {}) };
  const [rowCount, alikeCount, tags, ...values] = row;
  if (tags === null || tags === undefined) return undefined;
  const [count, alike] = [Number(rowCount), Number(alikeCount)];
  const cuts = [...(count > maxSeriesPerFetch ? [manySeries(count)] : []), ...(alike > 0 ? [equalTags(alike)] : [])];
  return { rows: Math.min(count, maxSeriesPerFetch), tags, values, ...(cuts.length > 0 ? { cut: together(cuts) } : {}) };
}

const together = (cuts: readonly Cut[]): Cut => ({
  warning: cuts.map(({ warning }) => warning).join('; '),
  hint: cuts.map(({ hint }) => hint).join(' '),
});
