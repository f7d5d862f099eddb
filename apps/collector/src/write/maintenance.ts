import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import {
  checkStorage,
  dayMs,
  dropOldSeries,
  ensurePartitions,
  type HistoryDays,
  keepHistory,
  trustedNow,
} from '@pgwatch-heroku/store';
import type { Outbox } from './outbox.js';
import { tellStorage } from './storage-news.js';
import type { StoreConnection } from './store-connection.js';

export interface MaintenanceOptions {
  store: Pick<StoreConnection, 'run'>;
  outbox: Pick<Outbox, 'coreOnly'>;
  /** What is kept as long as there is room. */
  history: HistoryDays;
  /** Undefined: by the plan. */
  budgetBytes: number | undefined;
  log: Logger;
}

/** Often enough that a store which fills up in an hour is noticed in time. */
const everyMs = 300_000;
const retryMs = 60_000;
/** Fewer failures in a row than this are a store that was away for a moment, which the writer tells. */
const failuresToTell = 15;
/** So many days of partitions are there ahead, so that a weekend without maintenance does no harm. */
const daysAhead = 3;
/** Work on a connection ends within 30 s (StoreConnection); a step that is begun may take twenty. */
const keepMs = 8_000;

/**
 * Keeps house in the store: partitions there are ahead of time, history as long and as dense as there is room for, and
 * series as long as samples name them. Runs until the signal aborts.
 */
export async function runMaintenance(options: MaintenanceOptions, signal: AbortSignal): Promise<void> {
  const { log } = options;
  let isApplied = false;
  let failures = 0;
  while (!signal.aborted) {
    let delayMs = everyMs;
    try {
      isApplied = await keepHouse(options, isApplied, signal);
      failures = 0;
    } catch (error) {
      failures++;
      const level = failures % failuresToTell === 0 ? 'warn' : 'debug';
      log[level](
        { event: 'maintenance-failed', failures },
        `history cannot be thinned nor shortened: ${messageOf(error)}`,
      );
      isApplied = false;
      delayMs = retryMs;
    }
    await sleep(delayMs, signal).catch(() => undefined);
  }
}

/**
 * One round.
 *
 * @param isApplied whether the last round left nothing to do.
 * @returns the same of this one.
 */
export async function keepHouse(
  { store, outbox, history, budgetBytes, log }: MaintenanceOptions,
  isApplied: boolean,
  signal: AbortSignal,
  now: Date = new Date(),
): Promise<boolean> {
  const storage = await store.run((client) => checkStorage(client, { history, budgetBytes, isApplied, now }));
  outbox.coreOnly = tellStorage(storage, log);
  const { created } = await store.run((client) =>
    ensurePartitions(client, { from: now, to: new Date(now.getTime() + daysAhead * dayMs) }),
  );
  const trusted = await store.run((client) => trustedNow(client, now));
  let [dropped, thinned, busy] = [0, 0, 0];
  for (let isDone = false; !isDone && !signal.aborted; ) {
    const kept = await store.run((client) =>
      keepHistory(client, { history: storage.history, now: trusted, timeoutMs: keepMs }),
    );
    dropped += kept.dropped.length;
    thinned += kept.thinned.length;
    busy = kept.busy.length;
    isDone = kept.isDone;
  }
  const series = await store.run((client) => dropOldSeries(client));
  if (created.length + dropped + thinned + series.dropped > 0) {
    log.info(
      { event: 'partitions', created: created.length, thinned, dropped, busy, droppedSeries: series.dropped },
      `partitions: ${created.length} made, ${thinned} thinned, ${dropped} dropped; series: ${series.dropped} dropped`,
    );
  }
  return busy === 0;
}
