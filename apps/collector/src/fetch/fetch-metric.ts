import { type Cut, joinCuts } from './cut.js';
import { inItsTime } from './in-its-time.js';
import type { MetricPlan } from './metric-plan.js';
import type { SourceSession, TextResult } from './session.js';
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
  return toFetched(plan, await inItsTime(session, plan, ask));
}

/** What found no row and is stored all the same, to count as none. */
const withoutSeries = ({ shape }: MetricPlan): Fetched => ({
  rows: 0,
  tags: '[]',
  values: shape.columns.map(() => '{}'),
});

function toFetched(plan: MetricPlan, { rows }: TextResult): Fetched | undefined {
  const row = rows[0];
  if (!row) return undefined;
  if (plan.shape.tags.length === 0)
    return { rows: 1, tags: null, values: row, ...(rows.length > 1 ? { cut: manyRows } : {}) };
  const [rowCount, alikeCount, tags, ...values] = row;
  if (tags === null || tags === undefined) return plan.metric.storage?.keepsEmpty ? withoutSeries(plan) : undefined;
  const [count, alike] = [Number(rowCount), Number(alikeCount)];
  const cut = joinCuts([
    count > maxSeriesPerFetch ? manySeries(count) : undefined,
    alike > 0 ? equalTags(alike) : undefined,
  ]);
  return { rows: Math.min(count, maxSeriesPerFetch), tags, values, ...(cut ? { cut } : {}) };
}
