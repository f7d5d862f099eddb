import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import {
  checkStorage,
  dayMs,
  dropOldSeries,
  ensurePartitions,
  type FailedHistory,
  type HistoryDays,
  keepHistory,
  purgeDeletedSources,
  recordApplied,
  trustedNow,
} from '@pgwatch-heroku/store';
import { tellFailedHistory } from './history-news.js';
import type { Outbox } from './outbox.js';
import { tellStorage } from './storage-news.js';
import type { StoreConnection } from './store-connection.js';

export interface MaintenanceOptions {
  store: Pick<StoreConnection, 'run'>;
  outbox: Pick<Outbox, 'coreOnly'>;
  /** What is kept as long as there is room. */
  history: HistoryDays;
  /** PGWATCH2_STORAGE_MB. Undefined: by the plan. */
  budgetBytes: number | undefined;
  /** What Heroku says of the plan's size, where it may be asked. */
  planBytes?: (() => Promise<number | undefined>) | undefined;
  log: Logger;
}

/** Often enough that a store which fills up in an hour is noticed in time. */
const everyMs = 300_000;
const retryMs = 60_000;
/** Fewer failures in a row than this are a store that was away for a moment, which the writer tells. */
const failuresToTell = 15;
/** So many days of partitions are there ahead, so that a weekend without maintenance does no harm. */
const daysAhead = 3;
/** Samples wait meanwhile: what is new is written in between. */
const keepMs = 8_000;
/** A step that is begun then has two statements that may take 20 s each, and is refused rather than cut off. */
const keepDeadlineMs = 60_000;

/**
 * Keeps house in the store: partitions there are ahead of time, history as long and as dense as there is room for, and
 * series as long as samples name them. Runs until the signal aborts.
 */
export async function runMaintenance(options: MaintenanceOptions, signal: AbortSignal): Promise<void> {
  const { log } = options;
  const told = new Map<string, string>();
  let failures = 0;
  while (!signal.aborted) {
    let delayMs = everyMs;
    try {
      tellFailedHistory(await keepHouse(options, signal), told, log);
      failures = 0;
    } catch (error) {
      failures++;
      const level = failures % failuresToTell === 0 ? 'warn' : 'debug';
      log[level](
        { event: 'maintenance-failed', failures },
        `history cannot be thinned nor shortened: ${messageOf(error)}`,
      );
      delayMs = retryMs;
    }
    await sleep(delayMs, signal).catch(() => undefined);
  }
}

/**
 * One round.
 *
 * @returns the metrics whose history cannot be kept as it should be.
 */
export async function keepHouse(
  { store, outbox, history, budgetBytes, planBytes, log }: MaintenanceOptions,
  signal: AbortSignal,
  now: Date = new Date(),
): Promise<FailedHistory[]> {
  const apiBytes = await planBytes?.();
  const storage = await store.run((client) => checkStorage(client, { history, budgetBytes, apiBytes, now }));
  outbox.coreOnly = tellStorage(storage, log);
  const { created } = await store.run((client) =>
    ensurePartitions(client, { from: now, to: new Date(now.getTime() + daysAhead * dayMs) }),
  );
  const trusted = await store.run((client) => trustedNow(client, now));
  let [dropped, thinned] = [0, 0];
  const [busy, failed]: [string[], FailedHistory[]] = [[], []];
  for (let isDone = false; !isDone && !signal.aborted; ) {
    // Once a round: many that are waited for would use up the time of those after them, again and again.
    const skip = new Set([...busy, ...failed.map(({ metric }) => metric)]);
    const kept = await store.run(
      (client) => keepHistory(client, { history: storage.history, now: trusted, timeoutMs: keepMs, skip }),
      keepDeadlineMs,
    );
    dropped += kept.dropped.length;
    thinned += kept.thinned.length;
    busy.push(...kept.busy);
    failed.push(...kept.failed);
    isDone = kept.isDone;
  }
  // What failed is not waited for: the others have to make room for it.
  if (!signal.aborted) await store.run((client) => recordApplied(client, storage.level, busy.length === 0));
  const purged = await store.run((client) => purgeDeletedSources(client), keepDeadlineMs);
  for (const source of purged) log.info({ event: 'source-purged', source }, `the history of ${source} is removed`);
  const series = await store.run((client) => dropOldSeries(client));
  if (created.length + dropped + thinned + series.dropped > 0) {
    log.info(
      {
        event: 'partitions',
        created: created.length,
        thinned,
        dropped,
        busy: busy.length,
        droppedSeries: series.dropped,
      },
      `partitions: ${created.length} made, ${thinned} thinned, ${dropped} dropped; series: ${series.dropped} dropped`,
    );
  }
  return failed;
}
