import { metricShapes } from '@pgwatch-heroku/grafana';
import type { Client } from '@pgwatch-heroku/shared';
import { ensureMetricTable, type Fetch, type MetricShape, seriesIds, writeFetches } from '@pgwatch-heroku/store';
import { loadAt, type Tick } from './shape-values.js';
import type { SeededMetric } from './shop-metrics.js';

/** Few enough that a statement stays small, and many enough that they are few. */
const batchSize = 500;

/** Writes what a collector would have written of these metrics until now. @returns ids of the series by metric. */
export async function fillHistory(
  client: Client,
  sourceId: number,
  metrics: Record<string, SeededMetric>,
  hours: number,
): Promise<Map<string, number[]>> {
  const now = Math.floor(Date.now() / 1_000);
  const ids = new Map<string, number[]>();
  const fetches: Fetch[] = [];
  for (const [metric, seeded] of Object.entries(metrics)) {
    const shape = metricShapes.find((one) => one.metric === metric);
    if (!shape) throw new Error(`no panel reads ${metric}`);
    await ensureMetricTable(client, shape);
    if (seeded.tags) ids.set(metric, (await seriesIds(client, { sourceId, metric, tagSets: seeded.tags })).ids);
    const series = ids.get(metric) ?? null;
    for (const tick of ticksUntil(now, hours, seeded.every)) {
      const at = new Date(tick.seconds * 1_000);
      fetches.push({ sourceId, metric, tick: at, fetchedAt: at, series, ...row(shape, seeded, tick) });
    }
  }
  for (let start = 0; start < fetches.length; start += batchSize) {
    const { failed } = await writeFetches(client, fetches.slice(start, start + batchSize));
    if (failed[0]) throw new Error(`${failed[0].fetch.metric}: ${failed[0].reason}`);
  }
  return ids;
}

function* ticksUntil(now: number, hours: number, every: number): Generator<Tick> {
  const last = Math.floor(now / every) * every;
  let work = 0;
  for (let index = Math.floor((hours * 3_600) / every); index >= 0; index--) {
    const seconds = last - index * every;
    const load = loadAt(seconds);
    work += load * every;
    yield { seconds, index, load, work };
  }
}

function row(shape: MetricShape, { tags, columns }: SeededMetric, tick: Tick): Pick<Fetch, 'columns' | 'values'> {
  const unknown = Object.keys(columns).filter((name) => !shape.columns.some((column) => column.name === name));
  if (unknown.length > 0) throw new Error(`${shape.metric} has no ${unknown}`);
  const cell = ({ name, type }: MetricShape['columns'][number], element: number): string =>
    String(columns[name]?.(tick, element) ?? { text: '', bool: false }[type as string] ?? 0);
  return {
    columns: shape.columns.map(({ name }) => name),
    values: shape.columns.map((column) =>
      tags ? `{${tags.map((_tag, element) => JSON.stringify(cell(column, element))).join(',')}}` : cell(column, 0),
    ),
  };
}
