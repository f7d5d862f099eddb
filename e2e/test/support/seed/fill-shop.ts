import type { Client } from '@pgwatch-heroku/shared';
import {
  addDiscovery,
  addViewer,
  dynoSourceId,
  inTransaction,
  listSources,
  recordChanges,
  recordDiscoveryFailure,
  setSeriesDetails,
  syncAttachedSources,
  takeDiscovery,
  updateSource,
} from '@pgwatch-heroku/store';
import { fillHistory } from './fill-history.js';
import { reportShop } from './report-shop.js';
import type { Tick } from './shape-values.js';
import { statements } from './shop.js';
import { dynoMetric, type SeededMetric, shopMetrics } from './shop-metrics.js';

const actor = { user: 'admin', via: 'session' } as const;
const sources = [
  { name: 'SHOP', group: 'shop' },
  { name: 'SHOP_FOLLOWER', group: 'shop' },
  { name: 'BILLING', group: 'billing' },
  { name: 'ARCHIVE', group: null },
];

/** What a collector would have left of four databases: one with everything, a follower, a small one, one that is away. */
export async function fillShop(client: Client, { hours }: { hours: number }): Promise<void> {
  await syncAttachedSources(
    client,
    sources.map(({ name }) => ({ alias: name, variable: `PGWATCH2_MONITOREDDB_${name}_URL`, sameAs: [] })),
  );
  const ids = new Map((await listSources(client)).map(({ name, id }) => [name, id]));
  const idOf = (name: string) => ids.get(name) ?? 0;
  for (const { name, group } of sources) {
    await inTransaction(client, () => updateSource(client, actor, { name, settings: { group } }));
  }
  const series = await fillHistory(client, idOf('SHOP'), shopMetrics, hours);
  await setSeriesDetails(
    client,
    (series.get('stat_statements') ?? []).map((id, index) => ({ id, tags: { query: statements[index]?.text ?? '' } })),
  );
  await fillHistory(client, idOf('SHOP_FOLLOWER'), partOfShop(0.4, 1), hours);
  await fillHistory(client, idOf('BILLING'), partOfShop(0.15, 0.04), hours);
  await fillHistory(client, dynoSourceId('collector.1'), { collector_dyno: dynoMetric }, hours);
  await fillEvents(client, idOf('SHOP'));
  await addFailedDiscovery(client);
  await inTransaction(client, () => addViewer(client, actor, { name: 'on-call', hash: 'no password opens this' }));
  await reportShop(client);
}

/** A server whose password was changed, and nobody has told. */
async function addFailedDiscovery(client: Client): Promise<void> {
  const patterns = { include: '^tenant_', exclude: '_test$' };
  await inTransaction(client, () =>
    addDiscovery(client, actor, { name: 'TENANTS', sealedUrl: 'v1:::', ...patterns, settings: {} }),
  );
  const discovery = await takeDiscovery(client, 'TENANTS');
  const failure = {
    reason: 'The server refuses the login',
    hint: 'Check user, password and database of the URL.',
  };
  if (discovery) await recordDiscoveryFailure(client, discovery.id, failure);
}

/** A database with so large a share of the shop's work, and of its size. */
function partOfShop(work: number, size: number): Record<string, SeededMetric> {
  const shares: Record<string, number> = { instance_up: 1, db_stats: work, backends: work, db_size: size };
  return Object.fromEntries(
    Object.entries(shares).flatMap(([name, share]) => {
      const whole = shopMetrics[name];
      if (!whole) return [];
      const columns = Object.entries(whole.columns).map(([column, value]) => [
        column,
        (tick: Tick, element: number) => {
          // At another time of its day, so that no two look alike.
          const of = value({ ...tick, seconds: tick.seconds + work * 86_400 }, element);
          return typeof of === 'number' ? Math.round(of * share) : of;
        },
      ]);
      return [[name, { ...whole, columns: Object.fromEntries(columns) }]];
    }),
  );
}

/** A release that added a column and an index, half an hour ago. */
async function fillEvents(client: Client, sourceId: number): Promise<void> {
  const kinds = ['table', 'index', 'configuration'];
  const snapshot = async (minutesAgo: number, ...objects: Record<string, unknown>[]) => {
    const tick = new Date(Date.now() - minutesAgo * 60_000);
    const literal = objects.map((one) => JSON.stringify(JSON.stringify(one))).join(',');
    await recordChanges(client, { sourceId, tick, fetchedAt: tick, kinds, objects: `{${literal}}` });
  };
  const table = JSON.stringify({ tag_table: 'public.orders' });
  const index = JSON.stringify({ tag_index: 'public.orders_customer_idx' });
  const setting = JSON.stringify({ tag_setting: 'work_mem' });
  await snapshot(50, { [table]: { md5: 'a1' } }, {}, { [setting]: { value: '16MB' } });
  await snapshot(
    30,
    { [table]: { md5: 'b2' } },
    { [index]: { table: 'public.orders', is_valid: 't', md5: 'c3' } },
    { [setting]: { value: '26214kB' } },
  );
}
