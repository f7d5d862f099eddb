import type { Client } from '@pgwatch-heroku/shared';
import {
  listSources,
  recordCollector,
  recordMetricState,
  recordSourceState,
  updateSourceFacts,
} from '@pgwatch-heroku/store';
import { shopMetrics } from './shop-metrics.js';

/** What a collector reports of itself and of its sources all the time: as of now. */
export async function reportShop(client: Client): Promise<void> {
  const ids = new Map((await listSources(client)).map(({ name, id }) => [name, id]));
  const idOf = (name: string) => ids.get(name) ?? 0;
  const at = new Date();
  const startedAt = new Date(at.getTime() - 86_400_000);
  await recordCollector(client, {
    ...{ dyno: 'collector.1', version: '0.1.0', startedAt },
    info: {
      ...{ buffered: 3, bufferedBytes: 18_400, spilled: 0, spilledBytes: 0, oldestWaitingSeconds: 2 },
      ...{ latenessP99Ms: 12, eventLoopDelayP99Ms: 15, fetches: 61_204, failures: 3, skipped: 0 },
      ...{ written: 61_198, dropped: 0, refused: 0, rssBytes: 86_507_520, cpuSeconds: 3_412 },
    },
  });
  for (const name of ['SHOP', 'SHOP_FOLLOWER', 'BILLING']) {
    await updateSourceFacts(client, idOf(name), {
      ...{ serverVersionNum: 170_010, serverVersion: '17.10', database: name.toLowerCase(), tlsFingerprint: null },
      systemIdentifier: name.startsWith('SHOP') ? '7300000000000000001' : '7300000000000000002',
      isInRecovery: name === 'SHOP_FOLLOWER',
      serverStartedAt: '2026-09-14 04:12:09+00',
      at,
    });
    await recordSourceState(client, { sourceId: idOf(name), ok: true, at });
    await recordMetricState(
      client,
      Object.keys(shopMetrics).map((metric, index) => ({
        ...{ sourceId: idOf(name), metric, ok: true, at },
        ...{ durationMs: 2 + index * 1.7, rows: 1 + (index % 12) },
      })),
    );
  }
  await recordSourceState(client, {
    ...{ sourceId: idOf('ARCHIVE'), ok: false, at },
    reason: 'Cannot connect to ARCHIVE: password authentication failed',
    hint: 'Its credential was rotated or destroyed: attach it again.',
  });
  await recordMetricState(client, {
    ...{ sourceId: idOf('SHOP'), metric: 'buffercache_by_db', ok: false, durationMs: 1, rows: 0, at },
    reason: 'the extension pg_buffercache is not installed',
    hint: 'Run in the monitored database: CREATE EXTENSION pg_buffercache; it is looked for again every 10 minutes.',
  });
}
