import {
  AppError,
  isRetryableFailure,
  type Lifecycle,
  type Logger,
  messageOf,
  readVersion,
  retry,
  sleep,
} from '@pgwatch-heroku/shared';
import { defaultHistory, syncAttachedSources } from '@pgwatch-heroku/store';
import { SampleBuffer } from './buffer/sample-buffer.js';
import { Spill } from './buffer/spill.js';
import type { Config } from './config.js';
import { Counters } from './counters.js';
import { relinkRenamed } from './discover/relink-renamed.js';
import { sourceTargets } from './discover/source-target.js';
import { every } from './every.js';
import { LeaseKeeper } from './lease/lease-keeper.js';
import { LeaseSession } from './lease/lease-session.js';
import { leaseTiming } from './lease/lease-timing.js';
import { Reloading } from './schedule/reloading.js';
import { SourceSet } from './schedule/source-set.js';
import { DynoMeter } from './self/dyno-meter.js';
import { SelfMonitor } from './self/self-monitor.js';
import { runMaintenance } from './write/maintenance.js';
import { Outbox } from './write/outbox.js';
import { StateWriter } from './write/state-writer.js';
import { StoreConnection } from './write/store-connection.js';
import { Writer } from './write/writer.js';

const megabyte = 1024 * 1024;
/** How soon what was changed on a page is followed. */
const askForChangesEveryMs = 10_000;
const stateEveryMs = 2_000;
const watchSelfEveryMs = 5_000;
/** Of Heroku's 30 s fetches under way get 5 and the buffer 10; some are left for the rest. */
const stopFetchesMs = 5_000;
const giveBackMs = 1_000;
const drainMs = 10_000;

/**
 * Starts everything on a store whose schema is there, and registers its end: first the loops, then what they left in
 * the buffer is written, then the store is let go.
 */
export async function startCollector(config: Config, log: Logger, lifecycle: Lifecycle): Promise<void> {
  const { signal } = lifecycle;
  const { PGWATCH2_RETENTION_DAYS: retentionDays, attachments } = config;
  const startedAt = new Date();
  const counters = new Counters();
  const spill = new Spill({ maxBytes: config.PGWATCH2_SPILL_MB * megabyte, log });
  const outbox = new Outbox(new SampleBuffer(config.PGWATCH2_BUFFER_MB * megabyte, spill), counters);
  // One writes samples, the other does all the rest, which must not keep samples waiting.
  const store = new StoreConnection(config.storeUrl, config.storeVariable, 'samples');
  const sideStore = new StoreConnection(config.storeUrl, config.storeVariable, 'upkeep');
  const dyno = config.DYNO ?? 'collector';
  const sources: SourceSet = new SourceSet({
    ...{ store: sideStore, outbox, counters, log },
    targetOf: sourceTargets(attachments, config),
    doubtMs: () => leases.doubtMs,
    onYield: (sourceId) => leases.yield(sourceId),
  });
  const leases = new LeaseKeeper({
    open: () => LeaseSession.open({ url: config.storeUrl, label: config.storeVariable, dyno, timing: leaseTiming }),
    ...{ dyno, sources, timing: leaseTiming, log },
  });
  const writer = new Writer({
    store,
    outbox,
    counters,
    retentionDays,
    onFresh: ({ sourceId, metric, series }) => sources.runnerOf(sourceId)?.wantDetails(metric, series),
    log,
  });
  const meter = new DynoMeter({ counters, buffer: outbox.buffer, sources });
  const self = new SelfMonitor({ dyno, meter, counters, outbox, sources: () => sources.running, log });
  const states = new StateWriter({
    store: sideStore,
    outbox,
    report: () => ({
      dyno,
      version: readVersion(),
      startedAt,
      info: { ...meter.figures },
    }),
    onCertificateChanged: (sourceId) => {
      const source = sources.runnerOf(sourceId)?.name;
      log.warn(
        { event: 'certificate-changed', source },
        "the server's certificate changed: expected after a failover or an upgrade",
      );
    },
    log,
  });

  lifecycle.onStop('store', () => Promise.all([store.end(), sideStore.end()]));
  await retry(
    async () => {
      await relinkRenamed({ store: sideStore, attachments, log });
      const { changed } = await sideStore.run((client) => syncAttachedSources(client, attachments));
      for (const change of changed) log.info({ event: 'sources-changed', change }, `sources: ${change}`);
      await sources.reload();
    },
    {
      deadlineMs: Number.POSITIVE_INFINITY,
      maxDelayMs: 60_000,
      isRetryable: (error) => (error instanceof AppError && error.retryable) || isRetryableFailure(error),
      onRetry: (error) => log.warn({ event: 'store-away' }, messageOf(error)),
      signal,
    },
  );
  if (sources.wanted.length === 0) {
    log.warn(
      { event: 'no-sources', hint: 'Attach one as PGWATCH2_MONITOREDDB_<NAME>.' },
      'there is no database to monitor',
    );
  }
  const reloading = new Reloading({ store: sideStore, reload: () => sources.reload().then(() => leases.poke()), log });
  const writing = new AbortController();
  const written = writer.run(writing.signal);
  // Only with a key: the client of Heroku's APIs takes memory.
  const askForPlanSize = async (apiKey: string) => {
    const { createPlanSize } = await import('./write/plan-size.js');
    const { HEROKU_APP_NAME: appName, DATABASE_URL: databaseUrl, HEROKU_HOST, HEROKU_DATA_HOST } = config;
    const env = { HEROKU_HOST, HEROKU_DATA_HOST };
    return createPlanSize({ apiKey, env, appName, databaseUrl, log, signal });
  };
  const planBytes = config.HEROKU_API_KEY === undefined ? undefined : await askForPlanSize(config.HEROKU_API_KEY);
  const background = [
    every(stateEveryMs, () => states.flush(), signal),
    every(watchSelfEveryMs, () => self.watch(), signal),
    every(askForChangesEveryMs, () => reloading.follow(), signal),
    runMaintenance(
      {
        store: sideStore,
        outbox,
        history: { ...defaultHistory, rawDays: config.PGWATCH2_RAW_DAYS, retentionDays },
        budgetBytes: config.PGWATCH2_STORAGE_MB === undefined ? undefined : config.PGWATCH2_STORAGE_MB * megabyte,
        planBytes,
        log,
      },
      signal,
    ),
  ];
  lifecycle.onStop('writer', async () => {
    writing.abort();
    const left = await writer.drain(drainMs);
    if (left > 0) {
      const { spilled, oldestTickMs } = outbox.buffer;
      const since = new Date(oldestTickMs ?? Date.now()).toISOString();
      log.error(
        { event: 'samples-lost', left, spilled, since },
        `${left} fetches could not be written and are lost, the oldest of ${since}: the Collector DB is away`,
      );
    } else {
      await Promise.race([states.flush(), sleep(1_000)]);
      log.info({ event: 'flushed', written: counters.written }, 'everything that was fetched is written');
    }
    await Promise.race([Promise.all([written, ...background]), sleep(500)]);
    await outbox.buffer.close();
  });
  const leased = leases.run(signal);
  // Sources first: what is given back must not be fetched here any more, and the next dyno is waiting for it.
  lifecycle.onStop('leases', () => Promise.race([leased, sleep(giveBackMs)]));
  lifecycle.onStop('sources', () => sources.stopAll(stopFetchesMs));
}
