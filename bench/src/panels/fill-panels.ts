import { dashboards, ensurePanelTables, metricShapes } from '@pgwatch-heroku/grafana';
import { emptyTables, metrics, presets } from '@pgwatch-heroku/metrics';
import type { Client } from '@pgwatch-heroku/shared';
import {
  ensurePartitions,
  loadDefinitions,
  type MetricShape,
  migrate,
  seriesIds,
  setSeriesDetails,
} from '@pgwatch-heroku/store';
import { addMetricStatesSql, addSourcesSql, fillMetricSql, withoutJitSql } from './sql/fill-panels.js';

export interface FilledSource {
  id: number;
  name: string;
}

const dayMs = 86_400_000;
/** What the overview of all databases reads goes back so far, for its 30 days; everything else a day and an hour. */
const overviewDays = 31;
/** Younger fetches are kept one and all (PGWATCH2_RAW_DAYS). */
const rawDays = 14;

/** Objects of a busy database of a small plan. */
const seriesPerSource: Record<string, number> = {
  stat_statements: 200,
  table_stats: 100,
  table_io_stats: 100,
  table_bloat_approx: 100,
  index_stats: 200,
  index_bloat_approx: 200,
  sproc_stats: 50,
  settings_num: 350,
  collector_fetches: 26,
  wal: 1,
  replication: 1,
  stat_activity_realtime: 4,
};
const fewSeries = 8;
/** The collector's own figures of its dynos stand at negative ids; see dynoSourceId(). */
const ownSource = -1;

const intervals = Object.assign(
  {},
  ...['full', 'exhaustive', 'heroku_postgres'].map((name) => presets.find((preset) => preset.name === name)?.metrics),
) as Record<string, number>;
/** Of what no preset names: the collector's own figures, changes. */
const otherIntervalSeconds = 600;

const overview = dashboards.find(({ uid }) => uid === 'pgwatch-global-overview');
const ofOverview = new Set(overview?.rows.flatMap((row) => row.panels.flatMap(({ panel }) => panel.metrics)));

/** Makes an empty database a Collector DB with so many sources, and everything that dashboards read of them. */
export async function fillPanels(client: Client, count: number): Promise<FilledSource[]> {
  await client.query(withoutJitSql);
  await migrate(client);
  await loadDefinitions(client, { metrics, presets, emptyTables: Object.values(emptyTables).flat() });
  await ensurePanelTables(client);
  const { rows: sources } = await client.query<FilledSource>(addSourcesSql, [count]);
  await client.query(addMetricStatesSql);
  const now = Date.now();
  await ensurePartitions(client, { from: new Date(now - overviewDays * dayMs), to: new Date(now + dayMs) });
  for (const shape of metricShapes) await fillMetric(client, sources, shape);
  return sources;
}

async function fillMetric(client: Client, sources: readonly FilledSource[], shape: MetricShape): Promise<void> {
  const { metric, tags } = shape;
  const ids = metric === 'collector_dyno' ? [ownSource] : sources.map(({ id }) => id);
  const series = tags.length === 0 ? 0 : (seriesPerSource[metric] ?? fewSeries);
  if (series > 0) for (const id of ids) await addSeries(client, id, shape, series);
  const days = ofOverview.has(metric) ? [overviewDays, rawDays] : [1, 1];
  const sql = fillMetricSql(shape, intervals[metric] ?? otherIntervalSeconds, series);
  await client.query(sql, [ids, ...days]);
}

async function addSeries(
  client: Client,
  sourceId: number,
  { metric, tags }: MetricShape,
  count: number,
): Promise<void> {
  const tagSets = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(tags.map((tag) => [tag, tagValue(tag, index)])),
  );
  const { ids } = await seriesIds(client, { sourceId, metric, tagSets });
  if (metric !== 'stat_statements') return;
  const query = (index: number) =>
    `SELECT * FROM shop.table_${index} WHERE id = $1 AND state = ANY ($2) ORDER BY created_at DESC LIMIT $3`;
  await setSeriesDetails(
    client,
    ids.map((id, index) => ({ id, tags: { query: query(index) } })),
  );
}

/** As variables of dashboards choose them. */
export const tagValue = (tag: string, index: number): string =>
  tag === 'queryid' ? String(4_000_000_000 + index) : `public.${tag}_${index}`;
