import type { MetricShape } from '@pgwatch-heroku/store';
import { type Fetch, seriesIds, setSeriesDetails } from '@pgwatch-heroku/store';
import { metricShapes } from '../../src/index.js';
import { at, type TestStore } from './test-store.js';

/** Fetches of the filled range, and the seconds between two. */
export const filledFetches = 31;
export const filledEverySeconds = 60;

/** Values of a tag: those that variables choose among have names of their own. */
const tagValues: Record<string, string[]> = {
  table_full_name: ['public.item', 'public.sale'],
  function_full_name: ['public.twice', "public.it's"],
  queryid: ['4711', '4712'],
  index_def_hash: ['same', 'same'],
  sys_id: ['7000000000000000001'],
};
/** Columns that are a state and no counter, or that have to be small. */
const fixed: Record<string, (fetch: number, element: number) => string> = {
  is_up: () => '1',
  all_ms: (fetch) => String(fetch * 1_000),
  max_connections: () => '20',
  recommendation: () => 'Drop it',
  event: () => 'alter',
  max_used_pct: () => '12.5',
  idx_scan: (fetch, element) => String(element === 0 ? 0 : fetch * 3),
  is_pk_int: () => '0',
  is_uq_or_exc: () => '0',
  index_def: () => 'CREATE INDEX x ON public.item USING btree (note)',
};

/** Writes rows of every metric of which there are panels: counters that rise, gauges that move, two series of each list. */
export async function fillStore(store: TestStore): Promise<void> {
  for (const shape of metricShapes) {
    const ids = shape.tags.length === 0 ? null : await seriesOf(store, shape);
    for (let fetch = 0; fetch < filledFetches; fetch += 1) store.addRaw(fetchOf(store, shape, ids, fetch));
  }
  await store.write();
}

async function seriesOf(store: TestStore, { metric, tags }: MetricShape): Promise<number[]> {
  const count = tags.includes('sys_id') ? 1 : 2;
  const tagSets = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      tags.map((tag) => [tag, tagValues[tag]?.[isOfOneTable(metric, tag) ? 0 : index] ?? `${tag} ${index}`]),
    ),
  );
  const { ids } = await seriesIds(store.client, { sourceId: sourceOf(store, metric), metric, tagSets });
  if (metric === 'stat_statements')
    await setSeriesDetails(
      store.client,
      ids.map((id, index) => ({ id, tags: { query: `SELECT '${index}', $1` } })),
    );
  return ids;
}

/** Two indexes of one table may be the same. */
const isOfOneTable = (metric: string, tag: string) => metric === 'index_stats' && tag === 'table_full_name';

/** The collector's figures of itself are a dyno's, not a source's. */
const sourceOf = (store: TestStore, metric: string) => (metric === 'collector_dyno' ? -1 : store.source);

function fetchOf(store: TestStore, { metric, columns }: MetricShape, ids: number[] | null, fetch: number): Fetch {
  const cellOf = ({ name, type }: MetricShape['columns'][number], element: number): string => {
    const own = fixed[name]?.(fetch, element);
    if (own !== undefined) return own;
    if (type === 'text') return `${name} ${element}`;
    if (type === 'bool') return 't';
    if (/_int$/.test(name)) return String(element);
    return String((element + 1) * 1_000 + fetch * (10 + name.length));
  };
  const values = columns.map((column) =>
    ids === null
      ? cellOf(column, 0)
      : `{${ids.map((_id, element) => JSON.stringify(cellOf(column, element))).join(',')}}`,
  );
  const tick = at(fetch * filledEverySeconds);
  return {
    sourceId: sourceOf(store, metric),
    metric,
    tick,
    fetchedAt: tick,
    columns: columns.map(({ name }) => name),
    values,
    series: ids,
  };
}
