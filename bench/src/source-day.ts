import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect, createLogger } from '@pgwatch-heroku/shared';
// As in measure-fetch-cpu.ts: the collector's own code.
import { SampleBuffer } from '../../apps/collector/src/buffer/sample-buffer.js';
import { Counters } from '../../apps/collector/src/counters.js';
import { openSource } from '../../apps/collector/src/fetch/open-source.js';
import { MetricRunner } from '../../apps/collector/src/schedule/metric-runner.js';
import { sourceFetches } from '../../apps/collector/src/self/source-fetches.js';
import { Outbox } from '../../apps/collector/src/write/outbox.js';
import { StoreConnection } from '../../apps/collector/src/write/store-connection.js';
import { Writer } from '../../apps/collector/src/write/writer.js';
import { prepareBenchStore } from './bench-store.js';
import { startMonitoredCluster } from './fleet/monitored-databases.js';
import { metricBytesSql, type SampleTable, sampleTablesSql, seriesBytesSql } from './fleet/sql/store.js';

export interface SourceDay {
  fetches: number;
  /** Samples, series and indexes, in MB. */
  storedMegabytes: number;
  byMetric: Record<string, { megabytes: number; bytesPerSample: number }>;
}

const stepSeconds = 30;
const daySeconds = 86_400;
const megabyte = 1024 * 1024;

/**
 * One whole day of one source: every tick of the heroku_postgres preset is really fetched, from a database of 100
 * tables, 200 indexes and 100 statements with an application at work in it, only not at its time of day.
 *
 * @param storeUrl an empty database, as its owner.
 */
export async function measureSourceDay(storeUrl: string, say: (text: string) => void): Promise<SourceDay> {
  const sourceId = await prepareBenchStore(storeUrl);
  const intervals = presets.find(({ name }) => name === 'heroku_postgres')?.metrics ?? {};
  const log = createLogger({ name: 'bench', level: 'silent' });
  const counters = new Counters();
  const outbox = new Outbox(new SampleBuffer(64 * megabyte));
  const store = new StoreConnection(storeUrl, 'the store', 'samples');
  const writer = new Writer({ store, outbox, counters, retentionDays: 14, onFresh: () => undefined, log });
  const cluster = await startMonitoredCluster(1, () => undefined, { works: false });
  try {
    const live = await openSource(cluster.urls[0] as string, 'the source');
    const runners = metrics
      .filter(({ name }) => name in intervals)
      .map((metric) => ({
        seconds: intervals[metric.name] as number,
        runner: new MetricRunner(metric, { source: { id: sourceId }, outbox, counters }, log),
      }));
    const midnight = Math.floor(Date.now() / (daySeconds * 1_000) - 1) * daySeconds;
    let fetches = 0;
    for (let second = 0; second < daySeconds; second += stepSeconds) {
      if (second % 60 === 0) await cluster.work();
      for (const { seconds, runner } of runners) {
        if (second % seconds === 0) await runner.run(live, (midnight + second) * 1_000);
      }
      if (second % 300 === 0) {
        const tallies = runners.map(({ runner }) => [runner.metric.name, runner.tally] as const);
        const own = second % 600 === 0 && sourceFetches(sourceId, (midnight + second) * 1_000, tallies);
        if (own) outbox.sample(own);
        fetches += outbox.buffer.length;
        await writer.flush();
      }
      if (second % 21_600 === 0 && second > 0) say(`  ${second / 3_600} of 24 hours`);
    }
    fetches += outbox.buffer.length;
    await writer.flush();
    await live.close();
    return { fetches, ...(await readSizes(storeUrl)) };
  } finally {
    await store.end();
    await cluster.remove();
  }
}

async function readSizes(storeUrl: string): Promise<Omit<SourceDay, 'fetches'>> {
  const client = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
  try {
    const byMetric: SourceDay['byMetric'] = {};
    const { rows: series } = await client.query<{ bytes: number }>(seriesBytesSql);
    let total = series[0]?.bytes ?? 0;
    for (const table of (await client.query<SampleTable>(sampleTablesSql)).rows) {
      const { rows } = await client.query<{ bytes: number; samples: number }>(metricBytesSql(table));
      const { bytes = 0, samples = 0 } = rows[0] ?? {};
      total += bytes;
      const megabytes = Number((bytes / megabyte).toFixed(3));
      if (samples > 0) byMetric[table.metric] = { megabytes, bytesPerSample: Math.round(bytes / samples) };
    }
    return { storedMegabytes: total / megabyte, byMetric };
  } finally {
    await client.end();
  }
}
