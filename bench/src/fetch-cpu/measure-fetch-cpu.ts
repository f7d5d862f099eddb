import { metrics } from '@pgwatch-heroku/metrics';
import { connect, createLogger } from '@pgwatch-heroku/shared';
// The collector is a process and nothing imports it; a bench of its code is the exception, and is bundled with it.
import { SampleBuffer } from '../../../apps/collector/src/buffer/sample-buffer.js';
import { Counters } from '../../../apps/collector/src/counters.js';
import { openSource } from '../../../apps/collector/src/fetch/open-source.js';
import { MetricRunner } from '../../../apps/collector/src/schedule/metric-runner.js';
import { Outbox } from '../../../apps/collector/src/write/outbox.js';
import { StoreConnection } from '../../../apps/collector/src/write/store-connection.js';
import { Writer } from '../../../apps/collector/src/write/writer.js';
import { prepareBenchStore } from '../bench-store.js';
import { createWideTableSql, longTextSql, runStatementsSql } from '../sql/fetch-cpu.js';
import { longestTurnMs } from './longest-turn.js';

const statementCount = 200;
const rounds = 600;
/** The figure is the median of so many rounds at a time, so that what else the machine does for a moment is left out. */
const roundsPerBlock = 30;
/**
 * Rounds until the engine has compiled what runs often. They are not counted: one source has so many fetches of all its
 * metrics within two hours, though of this one only within three days. A fleet gets there sooner.
 */
const warmUpRounds = 1_500;
const tickSeconds = 180;

/** URLs of two empty databases, as superuser. */
export interface FetchCpuDatabases {
  sourceUrl: string;
  storeUrl: string;
}

export interface FetchCpu {
  /** CPU (user and system) of the collector's process per fetch: read, kept, and written in a batch of one. */
  cpuMs: number;
  /** Wall time per fetch, most of it spent in both servers. */
  wallMs: number;
  statements: number;
  /** CPU of the longest turn of the event loop while a text of 1 MB is fetched, kept and written: all else waits so long. */
  longTextTurnMs: number;
}

/**
 * Fetches stat_statements with the collector's own code and writes each fetch at once, as a collector of one source
 * does. Batches of several fetches, as with many sources, cost less. Measures the process that it runs in, which is to be
 * one as a dyno has it.
 */
export async function measureFetchCpu({ sourceUrl, storeUrl }: FetchCpuDatabases): Promise<FetchCpu> {
  await runStatements(sourceUrl);
  const sourceId = await prepareBenchStore(storeUrl);
  const metric = metrics.find(({ name }) => name === 'stat_statements');
  if (!metric) throw new Error('there is no metric stat_statements');

  const log = createLogger({ name: 'bench', level: 'silent' });
  const counters = new Counters();
  const outbox = new Outbox(new SampleBuffer(32 * 1024 * 1024));
  const store = new StoreConnection(storeUrl, 'the store', 'samples');
  const writer = new Writer({ store, outbox, counters, retentionDays: 14, onFresh: () => undefined, log });
  const context = { source: { id: sourceId }, outbox, counters };
  const runner = new MetricRunner(metric, context, log);
  const longText = new MetricRunner(
    { name: 'long_text', description: '', appliesTo: 'any', versions: [{ minMajor: 15, sql: longTextSql }] },
    context,
    log,
  );
  const live = await openSource(sourceUrl, 'the source');
  try {
    const firstTick = Date.now() - (rounds + warmUpRounds) * tickSeconds * 1000;
    const round = async (index: number) => {
      await runner.run(live, firstTick + index * tickSeconds * 1000);
      await writer.flush();
    };
    for (let index = 0; index < warmUpRounds; index++) await round(index);
    counters.take();
    const startedAt = performance.now();
    const blocks: number[] = [];
    for (let index = 0; index < rounds; index += roundsPerBlock) {
      const before = process.cpuUsage();
      for (let i = 0; i < roundsPerBlock; i++) await round(warmUpRounds + index + i);
      const { user, system } = process.cpuUsage(before);
      blocks.push((user + system) / 1000 / roundsPerBlock);
    }
    const wallMs = (performance.now() - startedAt) / rounds;
    const { written, series } = counters;
    if (written !== rounds) throw new Error(`${written} of ${rounds} fetches were written`);
    const cpuMs = blocks.sort((a, b) => a - b)[Math.floor(blocks.length / 2)] ?? 0;
    const longTextTurnMs = await longestTurnMs(async () => {
      await longText.run(live, Date.now());
      await writer.flush();
    });
    if (counters.written !== rounds + 1) throw new Error('the text of 1 MB was not written');
    return { cpuMs, wallMs, statements: series / rounds, longTextTurnMs };
  } finally {
    await live.close();
    await store.end();
  }
}

async function runStatements(url: string): Promise<void> {
  const client = await connect({ url, label: 'the source', applicationName: 'bench' });
  await client.query(createWideTableSql(statementCount));
  await client.query(runStatementsSql(statementCount, 25));
  await client.end();
}
