import { metrics, presets } from '@pgwatch-heroku/metrics';
import { type Client, connect } from '@pgwatch-heroku/shared';
import {
  ensureMetricTable,
  type Fetch,
  loadDefinitions,
  type MetricShape,
  migrate,
  recordCollector,
  recordMetricState,
  recordSourceState,
  seriesIds,
  syncAttachedSources,
  updateSourceFacts,
  writeFetches,
} from '@pgwatch-heroku/store';
import { createTestDatabase, type TestDatabase, templateDatabase } from '@pgwatch-heroku/testkit';
import { sourceIdSql } from '../sql/sources.js';

/** A migrated store with the shipped definitions and no source yet. */
export async function createStore(): Promise<TestDatabase> {
  const template = await templateDatabase('web', async (url) => {
    const client = await open(url);
    await migrate(client);
    await loadDefinitions(client, { metrics, presets });
    await client.end();
  });
  return createTestDatabase({ template });
}

export const open = (url: string): Promise<Client> =>
  connect({ url, label: 'the test store', applicationName: 'testkit' });

const int8 = (names: string) => names.split(' ').map((name) => ({ name, type: 'int8' }) as const);
const shapes = {
  db_stats: { tags: [], columns: int8('xact_commit xact_rollback blks_hit blks_read tup_fetched tup_inserted') },
  backends: { tags: [], columns: int8('total active waiting idle idleintransaction') },
  db_size: { tags: [], columns: int8('size_b') },
  table_stats: {
    tags: ['table_full_name'],
    columns: int8('total_relation_size_b table_size_b n_live_tup n_dead_tup seq_scan seconds_since_last_vacuum'),
  },
};

/** What a collector would have left after ten minutes with SALES, which is up, and ARCHIVE, which is not. */
export async function fillStore(client: Client): Promise<void> {
  const now = Date.now();
  await syncAttachedSources(client, [
    { alias: 'SALES', variable: 'PGWATCH2_MONITOREDDB_SALES_URL', sameAs: [] },
    { alias: 'ARCHIVE', variable: 'PGWATCH2_MONITOREDDB_ARCHIVE_URL', sameAs: [] },
  ]);
  const { rows } = await client.query<{ id: number }>(sourceIdSql, ['SALES']);
  const sales = rows[0]?.id ?? 0;
  const archive = (await client.query<{ id: number }>(sourceIdSql, ['ARCHIVE'])).rows[0]?.id ?? 0;
  await recordCollector(client, { dyno: 'collector.1', version: '1', startedAt: new Date(now - 600_000) });
  await updateSourceFacts(client, sales, {
    serverVersionNum: 170010,
    serverVersion: '17.10',
    systemIdentifier: '1',
    database: 'sales',
    isInRecovery: false,
    tlsFingerprint: null,
    serverStartedAt: '2026-01-01 00:00:00+00',
    at: new Date(now),
  });
  await recordSourceState(client, { sourceId: sales, ok: true, at: new Date(now) });
  await recordSourceState(client, {
    sourceId: archive,
    ok: false,
    reason: 'Cannot connect to ARCHIVE: password authentication failed',
    hint: 'Check its credential.',
    at: new Date(now),
  });
  const at = new Date(now);
  await recordMetricState(client, [
    { sourceId: sales, metric: 'db_stats', ok: true, durationMs: 5, rows: 1, at },
    {
      sourceId: sales,
      metric: 'stat_statements',
      ok: false,
      reason: 'pg_stat_statements is not installed',
      hint: 'CREATE EXTENSION pg_stat_statements',
      durationMs: 1,
      rows: 0,
      at,
    },
  ]);
  for (const [metric, shape] of Object.entries(shapes)) {
    await ensureMetricTable(client, { metric, ...shape } satisfies MetricShape);
  }
  const { ids } = await seriesIds(client, {
    sourceId: sales,
    metric: 'table_stats',
    tagSets: [{ table_full_name: 'public.orders' }],
  });
  const fetches: Fetch[] = [];
  const add = (metric: string, secondsAgo: number, values: Record<string, string>, series: number[] | null = null) => {
    const tick = new Date(now - secondsAgo * 1_000);
    const [columns, texts] = [Object.keys(values), Object.values(values)];
    fetches.push({ sourceId: sales, metric, tick, fetchedAt: tick, columns, values: texts, series });
  };
  for (let minute = 0; minute <= 10; minute++) {
    const ago = (10 - minute) * 60;
    const counters = { xact_commit: minute * 600, xact_rollback: 0, blks_hit: minute * 99, blks_read: minute };
    add('db_stats', ago, Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, String(value)])));
    add('backends', ago, { total: '7', active: '2', waiting: '0', idle: '5', idleintransaction: '0' });
  }
  add('db_size', 60, { size_b: '9000000000' });
  add('table_stats', 60, { total_relation_size_b: '{5000}', table_size_b: '{3000}', n_live_tup: '{12}' }, ids);
  await writeFetches(client, fetches);
}
