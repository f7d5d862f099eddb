import type { Client } from '@pgwatch-heroku/shared';
import {
  inTransaction,
  listSources,
  recordSourceState,
  setSeriesDetails,
  syncAttachedSources,
  updateSource,
} from '@pgwatch-heroku/store';
import { fillHistory } from './fill-history.js';
import { counter, gauge, sum } from './shape-values.js';
import { shopMetrics } from './shop-metrics.js';

export const largeFleet = 200;
export const manyStatements = 5_000;

const actor = { user: 'admin', via: 'session' } as const;
const groups = ['shop', 'billing', 'search', 'mail'];
export const largeName = (index: number): string => `DB_${String(index).padStart(3, '0')}`;
const numbers = Array.from({ length: manyStatements }, (_, index) => index + 1);

/** A fleet of two hundred sources, the first of which runs five thousand statements. */
export async function fillLarge(client: Client): Promise<void> {
  await syncAttachedSources(
    client,
    Array.from({ length: largeFleet }, (_, index) => ({
      ...{ alias: largeName(index), variable: `PGWATCH2_MONITOREDDB_${largeName(index)}_URL`, sameAs: [] },
    })),
  );
  const at = new Date();
  for (const [index, { id, name }] of (await listSources(client)).entries()) {
    const group = groups[index % groups.length] ?? null;
    await inTransaction(client, () => updateSource(client, actor, { name, settings: { group } }));
    await recordSourceState(client, { sourceId: id, ok: index % 50 !== 7, reason: 'does not answer', at });
    const { db_stats, backends } = shopMetrics;
    const size = { every: 60, columns: { size_b: gauge(1e9 * (index + 1)) } };
    await fillHistory(client, id, { ...(db_stats && backends ? { db_stats, backends } : {}), db_size: size }, 0.05);
  }
  await fillStatements(client);
}

async function fillStatements(client: Client): Promise<void> {
  const first = (await listSources(client)).find(({ name }) => name === largeName(0));
  const series = await fillHistory(
    client,
    first?.id ?? 0,
    {
      stat_statements: {
        every: 60,
        tags: numbers.map((number) => ({ queryid: String(number) })),
        columns: {
          calls: counter(numbers),
          total_time: sum(numbers.map((number) => 10 / number)),
          rows: counter(numbers),
        },
      },
    },
    0.05,
  );
  await setSeriesDetails(
    client,
    (series.get('stat_statements') ?? []).map((id, index) => ({
      id,
      tags: { query: `SELECT * FROM part_${index + 1} WHERE id = $1` },
    })),
  );
}
