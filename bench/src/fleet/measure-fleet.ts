import { metrics, presets } from '@pgwatch-heroku/metrics';
import { connect, sleep } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import { type FaultyProxy, startFaultyProxy } from '@pgwatch-heroku/testkit';
import { startTemporaryCluster } from '../temporary-cluster.js';
import { startCollectorProcess } from './collector-process.js';
import { type MonitoredCluster, startMonitoredCluster } from './monitored-databases.js';
import { cpuSeconds, residentMegabytes, treeCpuSeconds } from './process-usage.js';
import {
  divideIntervalsSql,
  fetchFiguresSql,
  metricBytesSql,
  type SampleTable,
  sampleTablesSql,
  sourcesUpSql,
} from './sql/store.js';

export interface FleetOptions {
  sources: number;
  /** How long is measured, after every source has been fetched from once. */
  minutes: number;
  /** Intervals of the preset are divided by it; CPU is given for the real intervals. */
  factor: number;
  /** So many of the sources take connections and then never answer. */
  hanging: number;
  say: (text: string) => void;
}

export interface FleetFigures {
  fetches: number;
  samples: number;
  /** Share of one core at the preset's real intervals, in percent. */
  collectorCpuPercent: number;
  collectorCpuSeconds: number;
  storeCpuSeconds: number;
  /** At the end, and at the highest since the start. */
  residentMegabytes: { now: number; peak: number };
  latenessMs: { p50: number; p99: number };
  connectionsPerSource: number;
  /** What our statements take of a monitored database's server, at real intervals. */
  monitoredMsPerSourceAndMinute: number;
  bytesPerSample: Record<string, number>;
  eventLoopDelayMs: number | null;
  /** Lines of the log, by event and metric. */
  warnings: Record<string, number>;
}

/** Says when a source did not answer; and what the collector writes of itself, when it gets round to it. */
const unscheduled = ['instance_up', 'collector_fetches', 'collector_dyno'];
/** Their statements and ours are then as many as a Heroku database keeps (pg_stat_statements.max 5,000), all of which are read. */
const databasesPerCluster = 25;
/** As many as two cores can use. */
const clustersAtOnce = 4;
const settleSeconds = 30;

/** A collector dyno beside N databases, measured from outside: /proc, the store's rows, pg_stat_statements. */
export async function measureFleet({ sources, minutes, factor, hanging, say }: FleetOptions): Promise<FleetFigures> {
  const clusters: MonitoredCluster[] = [];
  const proxies: FaultyProxy[] = [];
  const storeCluster = await startTemporaryCluster();
  try {
    let done = 0;
    const counts = Array.from({ length: Math.ceil(sources / databasesPerCluster) }, (_, i) =>
      Math.min(databasesPerCluster, sources - i * databasesPerCluster),
    ).values();
    const startSome = async () => {
      for (const count of counts) {
        const onProgress = () => {
          if (++done % 50 === 0) say(`  ${done} of ${sources} databases`);
        };
        clusters.push(await startMonitoredCluster(count, onProgress));
      }
    };
    const started = await Promise.allSettled(Array.from({ length: clustersAtOnce }, startSome));
    for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason;
    const urls = clusters.flatMap((cluster) => cluster.urls);
    for (let i = 0; i < hanging; i++) {
      const proxy = await startFaultyProxy(urls[i] as string);
      proxies.push(proxy);
      urls[i] = proxy.url;
    }
    const storeUrl = await storeCluster.createDatabase();
    const store = await connect({ url: storeUrl, label: 'the store', applicationName: 'bench' });
    try {
      await migrate(store);
      await loadDefinitions(store, { metrics, presets });
      await store.query(divideIntervalsSql, [factor]);
      const collector = startCollectorProcess({
        DATABASE_URL: storeUrl,
        ...Object.fromEntries(
          urls.map((url, i) => [`PGWATCH2_MONITOREDDB_S${String(i + 1).padStart(3, '0')}_URL`, url]),
        ),
      });
      try {
        for (let second = 0; ; second++) {
          const { rows } = await store.query<{ up: number }>(sourcesUpSql);
          if (rows[0]?.up === sources) break;
          if (second > 180) throw new Error(`only ${rows[0]?.up} of ${sources} sources came up`);
          await sleep(1_000);
        }
        for (const proxy of proxies) proxy.freeze();
        say(`  all ${sources} sources are up${hanging > 0 ? `, ${hanging} of them hang from now on` : ''}`);
        await sleep(settleSeconds * 1_000);
        const timesBefore = await executionTimes(clusters);
        const startedAt = new Date();
        const cpuBefore = cpuSeconds(collector.pid);
        const storeBefore = treeCpuSeconds(storeCluster.pid);
        let connectionsPerSource = 0;
        for (let minute = 0; minute < minutes; minute++) {
          await sleep(60_000);
          for (const cluster of clusters) {
            connectionsPerSource = Math.max(connectionsPerSource, await cluster.connectionsPerSource());
          }
          say(`  ${minute + 1} of ${minutes} minutes: ${JSON.stringify(collector.summary()['msg'] ?? '')}`);
        }
        const seconds = (Date.now() - startedAt.getTime()) / 1_000;
        const collectorCpuSeconds = cpuSeconds(collector.pid) - cpuBefore;
        const storeCpuSeconds = treeCpuSeconds(storeCluster.pid) - storeBefore;
        const resident = residentMegabytes(collector.pid);
        const times = await executionTimes(clusters);
        const { rows: tables } = await store.query<SampleTable>(sampleTablesSql);
        const fetched = tables.filter(({ metric }) => !unscheduled.includes(metric));
        const { rows: figures } = await store.query<{ fetches: number; samples: number; p50: number; p99: number }>(
          fetchFiguresSql(fetched),
          [startedAt],
        );
        const { fetches = 0, samples = 0, p50 = 0, p99 = 0 } = figures[0] ?? {};
        const bytesPerSample: Record<string, number> = {};
        for (const table of tables) {
          const { rows } = await store.query<{ bytes: number; samples: number }>(metricBytesSql(table));
          const { bytes = 0, samples: count = 0 } = rows[0] ?? {};
          if (count > 0) bytesPerSample[table.metric] = Math.round((bytes / count) * 10) / 10;
        }
        for (const line of firstOfEachKind(collector.warnings)) say(`  ${line}`);
        const delay = collector.summary()['eventLoopDelayP99Ms'];
        return {
          fetches,
          samples,
          collectorCpuPercent: ((collectorCpuSeconds / seconds) * 100) / factor,
          collectorCpuSeconds,
          storeCpuSeconds,
          residentMegabytes: resident,
          latenessMs: { p50, p99 },
          connectionsPerSource,
          monitoredMsPerSourceAndMinute: (times.ours - timesBefore.ours) / sources / (seconds / 60) / factor,
          bytesPerSample,
          eventLoopDelayMs: typeof delay === 'number' ? delay : null,
          warnings: countByKind(collector.warnings),
        };
      } finally {
        await collector.stop();
      }
    } finally {
      await store.end();
    }
  } finally {
    for (const proxy of proxies) await proxy.close();
    for (const cluster of clusters) await cluster.remove();
    await storeCluster.remove();
  }
}

/** @param line of the log. */
function kindOf(line: string): string {
  const { event, metric } = line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : { event: line };
  return metric === undefined ? String(event) : `${event} ${metric}`;
}

/** @param lines of the log. */
function countByKind(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) counts[kindOf(line)] = (counts[kindOf(line)] ?? 0) + 1;
  return counts;
}

/** What a count does not say: why. @param lines of the log. */
const firstOfEachKind = (lines: readonly string[]): Iterable<string> =>
  new Map(lines.toReversed().map((line) => [kindOf(line), line])).values();

async function executionTimes(clusters: readonly MonitoredCluster[]): Promise<{ ours: number; whole: number }> {
  const sum = { ours: 0, whole: 0 };
  for (const cluster of clusters) {
    const { ours, whole } = await cluster.executionTime();
    sum.ours += ours;
    sum.whole += whole;
  }
  return sum;
}
