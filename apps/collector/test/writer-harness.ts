import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger } from '@pgwatch-heroku/shared';
import { syncAttachedSources } from '@pgwatch-heroku/store';
import { SampleBuffer } from '../src/buffer/sample-buffer.js';
import { Spill } from '../src/buffer/spill.js';
import { Counters } from '../src/counters.js';
import { Outbox } from '../src/write/outbox.js';
import { StoreConnection } from '../src/write/store-connection.js';
import { Writer, type WriterOptions } from '../src/write/writer.js';
import type { TestStore } from './support.js';

export interface WriterHarness {
  outbox: Outbox;
  writer: Writer;
  counters: Counters;
  spill: Spill;
  /** The folder that the spill makes its own in. */
  dir: string;
  /** Log lines of one event. */
  events(name: string): Record<string, unknown>[];
  close(): Promise<void>;
}

export interface WriterHarnessOptions {
  /** How the store is reached: directly, or through a proxy. */
  url: string;
  bufferBytes?: number;
  spillBytes?: number;
  /** Stands between the writer and the store. */
  wrapStore?: (store: StoreConnection) => WriterOptions['store'];
}

const megabyte = 1024 * 1024;

/** The collector's way from fetches to the store, without sources. */
export async function createWriter({
  url,
  bufferBytes = 32 * megabyte,
  spillBytes = 64 * megabyte,
  wrapStore = (store) => store,
}: WriterHarnessOptions): Promise<WriterHarness> {
  const dir = await mkdtemp(path.join(tmpdir(), 'collector-test-'));
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ name: 'test', destination: { write: (line) => lines.push(JSON.parse(line)) } });
  const connection = new StoreConnection(url, 'the store', 'samples');
  const spill = new Spill({ maxBytes: spillBytes, log, parentDir: dir });
  const outbox = new Outbox(new SampleBuffer(bufferBytes, spill));
  const counters = new Counters();
  const writer = new Writer({
    store: wrapStore(connection),
    outbox,
    counters,
    retentionDays: 14,
    onFresh: () => undefined,
    log,
  });
  return {
    outbox,
    writer,
    counters,
    spill,
    dir,
    events: (name) => lines.filter(({ event }) => event === name),
    close: async () => {
      await connection.end();
      await outbox.buffer.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Makes so many sources and gives their ids. */
export async function createSources(store: TestStore, count: number): Promise<number[]> {
  const aliases = Array.from({ length: count }, (_, i) => `S${String(i).padStart(2, '0')}`);
  await syncAttachedSources(
    store.client,
    aliases.map((alias) => ({ alias, variable: `PGWATCH2_MONITOREDDB_${alias}_URL`, sameAs: [] })),
  );
  return (await store.values('SELECT id FROM pgwatch2.source ORDER BY name')).map(Number);
}
