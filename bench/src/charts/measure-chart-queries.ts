import { bindPanel, type Panel, panels } from '@pgwatch-heroku/grafana';
import { type Client, codeOf, connect } from '@pgwatch-heroku/shared';
import { migrate, syncAttachedSources } from '@pgwatch-heroku/store';
import { sourceIdSql } from '../sql/stored-bytes.js';
import { fillCharts } from './fill-charts.js';
import { analyzeSql, topStatementsSql, upstreamLayoutSql } from './sql/fill.js';

const alias = 'CHARTS';
const dayMs = 86_400_000;
const rounds = 15;

export interface ChartQueries {
  /** Of the queries of all charts, so many times each; tables are among the panels. */
  p95Ms: { day: number; month: number };
  /** Median of each panel, the slowest first. */
  panels: { id: string; dayMs: number; monthMs: number }[];
  /** pgwatch's top statements of 24 h: through our view, and from its own layout with the same data. */
  topStatements: { viewMs: number; upstreamMs: number };
}

/**
 * Times what the pages ask for of one source, as they ask it.
 *
 * @param storeUrl an empty database, on a server as small as an Essential plan's.
 */
export async function measureChartQueries(storeUrl: string): Promise<ChartQueries> {
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  try {
    await migrate(client);
    await syncAttachedSources(client, [{ alias, variable: `PGWATCH2_MONITOREDDB_${alias}_URL`, sameAs: [] }]);
    const { rows } = await client.query<{ id: number }>(sourceIdSql, [alias]);
    await fillCharts(client, rows[0]?.id as number, 31);
    const to = new Date();
    const since = new Date(to.getTime() - dayMs);
    for (const sql of upstreamLayoutSql(since.toISOString())) await client.query(sql);
    await client.query(analyzeSql);
    return await measure(client, rows[0]?.id as number, to);
  } finally {
    await client.end();
  }
}

async function measure(client: Client, source: number, to: Date): Promise<ChartQueries> {
  const [day, month] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const filled = await withSamples(client, source, to);
  for (let round = 0; round < rounds; round++) {
    for (const panel of filled) {
      for (const [times, days] of [
        [day, 1],
        [month, 30],
      ] as const) {
        const from = new Date(to.getTime() - days * dayMs);
        // 600 points, as the pages ask for.
        const { text, values } = bindPanel(panel, { source, from, to, step: (days * 86_400) / 600 });
        const took = await time(() => client.query(text, values));
        times.set(panel.id, [...(times.get(panel.id) ?? []), took]);
      }
    }
  }
  const since = new Date(to.getTime() - dayMs);
  const views: number[] = [];
  const upstream: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [times, schema] of [
      [views, 'public'],
      [upstream, 'upstream'],
    ] as const) {
      times.push(await time(() => client.query(topStatementsSql(schema), [alias, since, to])));
    }
  }
  const charts = filled.filter(({ kind }) => kind === 'timeseries').map(({ id }) => id);
  const ofCharts = (times: Map<string, number[]>) => charts.flatMap((id) => times.get(id) ?? []);
  return {
    p95Ms: { day: quantile(ofCharts(day), 0.95), month: quantile(ofCharts(month), 0.95) },
    panels: filled
      .map(({ id }) => ({
        id,
        dayMs: quantile(day.get(id) ?? [], 0.5),
        monthMs: quantile(month.get(id) ?? [], 0.5),
      }))
      .sort((one, other) => other.monthMs - one.monthMs),
    topStatements: { viewMs: quantile(views, 0.5), upstreamMs: quantile(upstream, 0.5) },
  };
}

/** Panels of what the store is filled with; the pages do not ask the others either. `--panels` has them all. */
async function withSamples(client: Client, source: number, to: Date): Promise<Panel[]> {
  const filled: Panel[] = [];
  for (const panel of panels) {
    const from = new Date(to.getTime() - dayMs);
    const { text, values } = bindPanel(panel, { source, from, to, step: 144 });
    try {
      await client.query(text, values);
      filled.push(panel);
    } catch (error) {
      // undefined_table, undefined_column
      if (!['42P01', '42703'].includes(codeOf(error) ?? '')) throw error;
    }
  }
  return filled;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
