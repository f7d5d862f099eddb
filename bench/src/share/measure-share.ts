import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect, sleep } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import { startCollectorProcess } from '../fleet/collector-process.js';
import { startMonitoredCluster } from '../fleet/monitored-databases.js';
import { sourcesUpSql } from '../fleet/sql/store.js';
import { startTemporaryCluster } from '../temporary-cluster.js';
import { startPgbenchProcess } from './pgbench-process.js';

export interface Share {
  /** Of the server's execution time, in percent: what recurs, once every metric has been fetched. */
  steadyPercent: number;
  /** The same from the first connection on, when every metric is fetched at once, those of every 12 hours too. */
  withStartPercent: number;
  /** Statements of all others, per second. */
  othersPerSecond: number;
}

const minutes = 3;
const settleSeconds = 30;
const load = { tps: 500, clients: 4 };

/** What the collector takes of a database under pgbench, with preset heroku_postgres at real intervals. */
export async function measureShare(): Promise<Share> {
  const storeCluster = await startTemporaryCluster();
  const cluster = await startMonitoredCluster(1, () => undefined, { works: false });
  const pgbench = startPgbenchProcess(cluster.superuserUrls[0] as string, load);
  try {
    const storeUrl = await storeCluster.createDatabase();
    const store = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
    try {
      await migrate(store);
      await loadDefinitions(store, { metrics, presets });
      await pgbench.started;
      await sleep(settleSeconds * 1_000);
      const atStart = await cluster.executionTime();
      const collector = startCollectorProcess({
        DATABASE_URL: storeUrl,
        PGWATCH2_MONITOREDDB_PGBENCH_URL: cluster.urls[0] as string,
      });
      try {
        for (let second = 0; ; second++) {
          const { rows } = await store.query<{ up: number }>(sourcesUpSql);
          if (rows[0]?.up === 1) break;
          if (second > 60) throw new Error('the source did not come up');
          await sleep(1_000);
        }
        await sleep(settleSeconds * 1_000);
        const before = await cluster.executionTime();
        await sleep(minutes * 60_000);
        const after = await cluster.executionTime();
        const percent = (from: typeof before) => ((after.ours - from.ours) / (after.whole - from.whole)) * 100;
        return {
          steadyPercent: percent(before),
          withStartPercent: percent(atStart),
          othersPerSecond: (after.otherCalls - before.otherCalls) / (minutes * 60),
        };
      } finally {
        await collector.stop();
      }
    } finally {
      await store.end();
    }
  } finally {
    await pgbench.stop();
    await cluster.remove();
    await storeCluster.remove();
  }
}
