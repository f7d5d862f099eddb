import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect, type Queryable, sleep } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import { startFaultyProxy } from '@pgwatch-heroku/testkit';
import { startCollectorProcess } from '../fleet/collector-process.js';
import { startMonitoredCluster } from '../fleet/monitored-databases.js';
import { residentMegabytes } from '../fleet/process-usage.js';
import { divideIntervalsSql, sourcesUpSql } from '../fleet/sql/store.js';
import { startTemporaryCluster } from '../temporary-cluster.js';
import { countRowsSql, hasLaterTickSql, missingTicksSql } from './sql/outage.js';

export interface OutageOptions {
  sources: number;
  /** How long the store is away, by the clock of the preset. */
  minutes: number;
  /** The clock runs faster by it: intervals and outage are divided. */
  factor: number;
  say: (text: string) => void;
}

export interface OutageFigures {
  /** Ticks of metrics that always have something to say, from just before the outage to just after it. */
  rows: number;
  missing: number;
  /** Resident memory at its highest while the store was away and while the backlog was written, less that just before. */
  extraMegabytes: number;
  /** From the store's return to the first row that is newer than that. */
  liveSeconds: number;
  /** From the store's return to the last row of the outage. */
  catchUpSeconds: number;
  warnings: number;
}

const settleSeconds = 60;
const lookEveryMs = 250;
/** No row of the outage for so long: that was the last. */
const quietMs = 15_000;

/** A collector dyno whose store goes away for some time, with the network's refusal, and comes back. */
export async function measureOutage({ sources, minutes, factor, say }: OutageOptions): Promise<OutageFigures> {
  const storeCluster = await startTemporaryCluster();
  const monitored = await startMonitoredCluster(sources, () => undefined);
  const storeUrl = await storeCluster.createDatabase();
  const proxy = await startFaultyProxy(storeUrl);
  const store = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  const read = async <T extends object>(sql: string, values: unknown[]): Promise<T> =>
    (await store.query<T>(sql, values)).rows[0] as T;
  try {
    await migrate(store);
    await loadDefinitions(store, { metrics, presets });
    await store.query(divideIntervalsSql, [factor]);
    const collector = startCollectorProcess({
      DATABASE_URL: proxy.url,
      ...Object.fromEntries(
        monitored.urls.map((url, i) => [`PGWATCH2_MONITOREDDB_S${String(i + 1).padStart(3, '0')}_URL`, url]),
      ),
    });
    const highestOf = async (ms: number) => {
      let highest = 0;
      for (const endsAt = performance.now() + ms; performance.now() < endsAt; await sleep(lookEveryMs)) {
        highest = Math.max(highest, residentMegabytes(collector.pid).now);
      }
      return highest;
    };
    try {
      await untilUp(store, sources);
      say(`  all ${sources} sources are up; ${settleSeconds} s to settle`);
      await sleep(settleSeconds * 1_000);
      const before = residentMegabytes(collector.pid).now;
      const goneAt = new Date();
      await proxy.refuse();
      const awaySeconds = (minutes * 60) / factor;
      say(`  the store is away for ${awaySeconds} s, the collector has ${before.toFixed(0)} MB`);
      let highest = await highestOf(awaySeconds * 1_000);
      say(`  the store is back, the collector has ${highest.toFixed(0)} MB`);
      await proxy.heal();
      const backAt = new Date();

      let rows = 0;
      let liveSeconds: number | undefined;
      let lastAt = performance.now();
      const startedAt = lastAt;
      while (performance.now() - lastAt < quietMs || liveSeconds === undefined) {
        highest = Math.max(highest, await highestOf(lookEveryMs));
        const now = performance.now();
        const count = (await read<{ rows: number }>(countRowsSql, [goneAt, backAt])).rows;
        if (count > rows) lastAt = now;
        rows = count;
        const { hasLater } = await read<{ hasLater: boolean }>(hasLaterTickSql, [backAt]);
        if (hasLater) liveSeconds ??= (now - startedAt) / 1_000;
        if (now - startedAt > 300_000) throw new Error('the collector did not catch up within 5 minutes');
      }
      const { missing } = await read<{ missing: number }>(missingTicksSql, [goneAt, backAt]);
      return {
        rows,
        missing,
        extraMegabytes: Math.max(0, highest - before),
        liveSeconds,
        catchUpSeconds: (lastAt - startedAt) / 1_000,
        warnings: collector.warnings.length,
      };
    } finally {
      await collector.stop();
    }
  } finally {
    await store.end();
    await proxy.close();
    await monitored.remove();
    await storeCluster.remove();
  }
}

async function untilUp(store: Queryable, sources: number): Promise<void> {
  for (let second = 0; second < 180; second++) {
    const { rows } = await store.query<{ up: number }>(sourcesUpSql);
    if (rows[0]?.up === sources) return;
    await sleep(1_000);
  }
  throw new Error(`not all of ${sources} sources came up`);
}
