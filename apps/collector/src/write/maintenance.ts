import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import { dropOldPartitions, dropOldSeries, ensurePartitions } from '@pgwatch-heroku/store';
import type { StoreConnection } from './store-connection.js';

export interface MaintenanceOptions {
  store: Pick<StoreConnection, 'run'>;
  retentionDays: number;
  log: Logger;
}

const everyMs = 3_600_000;
const retryMs = 60_000;
const dayMs = 86_400_000;
/** So many days of partitions are there ahead, so that a weekend without maintenance does no harm. */
const daysAhead = 3;

/** Keeps partitions there ahead of time and drops those past the retention, series as well. Runs until the signal aborts. */
export async function runMaintenance(
  { store, retentionDays, log }: MaintenanceOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    let delayMs = everyMs;
    try {
      const now = new Date();
      const { created } = await store.run((client) =>
        ensurePartitions(client, { from: now, to: new Date(now.getTime() + daysAhead * dayMs) }),
      );
      const { dropped, busy } = await store.run((client) => dropOldPartitions(client, { retentionDays, now }));
      const series = await store.run((client) => dropOldSeries(client, { retentionDays, now }));
      if (created.length + dropped.length + series.dropped > 0) {
        log.info(
          {
            event: 'partitions',
            created: created.length,
            dropped: dropped.length,
            busy: busy.length,
            droppedSeries: series.dropped,
          },
          `partitions: ${created.length} made, ${dropped.length} dropped; series: ${series.dropped} dropped`,
        );
      }
    } catch (error) {
      log.debug({ event: 'maintenance-failed' }, messageOf(error));
      delayMs = retryMs;
    }
    await sleep(delayMs, signal).catch(() => undefined);
  }
}
