import { codeOf, type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import type { PendingFetch } from '../buffer/pending-fetch.js';
import type { SampleBuffer } from '../buffer/sample-buffer.js';
import type { Counters } from '../counters.js';
import { SeriesResolver } from './series-resolver.js';
import type { StoreConnection } from './store-connection.js';
import { type BatchContext, type BatchResult, writeBatch } from './write-batch.js';

export interface WriterOptions {
  store: Pick<StoreConnection, 'run'>;
  buffer: SampleBuffer<PendingFetch>;
  counters: Counters;
  retentionDays: number;
  onFresh: (fresh: BatchResult['fresh'][number]) => void;
  log: Logger;
}

const flushEveryMs = 1_000;
const batchSize = 200;
const firstDelayMs = 500;
/** One connection attempt in so many ms costs nobody anything, and what waits is written soon after the return. */
const maxDelayMs = 5_000;
const remindEveryMs = 60_000;

/** Moves what is in the buffer to the store, in order, and keeps it while the store is away. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #context: BatchContext;
  readonly #refused = new Set<string>();
  #failures = 0;
  #warnedAt = Number.NEGATIVE_INFINITY;
  #awaySince: number | undefined;
  #flushing: Promise<boolean> | undefined;
  #inFlight = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#context = { resolver: new SeriesResolver(), ensured: new WeakMap(), retentionDays: options.retentionDays };
  }

  /** Runs until the signal aborts. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isDone = await this.flush();
      const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, this.#failures - 1));
      const delayMs = isDone ? flushEveryMs : ceilingMs * (0.5 + 0.5 * Math.random());
      await sleep(delayMs, signal).catch(() => undefined);
    }
  }

  /** Writes all that is there now. @returns whether that worked. */
  flush(): Promise<boolean> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  /** Writes what is left, trying again until the deadline. @returns how many could not be written. */
  async drain(timeoutMs: number): Promise<number> {
    const endsAt = performance.now() + timeoutMs;
    const { buffer } = this.#options;
    await race(this.#flushing, timeoutMs);
    while (performance.now() < endsAt) {
      const isDone = await race(this.flush(), endsAt - performance.now());
      if (isDone && buffer.length === 0) break;
      await sleep(Math.min(500, Math.max(0, endsAt - performance.now())));
    }
    return buffer.length + this.#inFlight;
  }

  async #flush(): Promise<boolean> {
    const { buffer, store, counters, onFresh } = this.#options;
    while (buffer.length > 0) {
      const batch = buffer.take(batchSize);
      this.#inFlight = batch.length;
      try {
        const result = await store.run((client) => writeBatch(client, batch, this.#context));
        counters.written += result.written;
        counters.duplicates += result.duplicates;
        counters.tooOld += result.tooOld;
        counters.refused += result.refused.length;
        this.#reportRefused(result.refused);
        this.#onWritten();
        for (const fresh of result.fresh) onFresh(fresh);
      } catch (error) {
        buffer.putBack(batch);
        this.#onFailed(error);
        return false;
      } finally {
        this.#inFlight = 0;
      }
    }
    return true;
  }

  #onWritten(): void {
    if (this.#awaySince !== undefined) {
      const seconds = Math.round((performance.now() - this.#awaySince) / 1_000);
      this.#options.log.info({ event: 'store-back', seconds }, `the Collector DB is back after ${seconds} s`);
    }
    this.#failures = 0;
    this.#awaySince = undefined;
  }

  #onFailed(error: unknown): void {
    const { log, buffer } = this.#options;
    this.#failures++;
    this.#awaySince ??= performance.now();
    // A table that was dropped, or changed by hand, is looked at again.
    if (codeOf(error)?.startsWith('42')) this.#context.ensured = new WeakMap();
    if (performance.now() - this.#warnedAt < remindEveryMs) return;
    this.#warnedAt = performance.now();
    const { hint } = error as { hint?: string };
    log.warn(
      { event: 'store-away', buffered: buffer.length, dropped: buffer.dropped, hint },
      `samples cannot be written and are kept: ${messageOf(error)}`,
    );
  }

  #reportRefused(refused: BatchResult['refused']): void {
    for (const { metric, reason } of refused) {
      const key = `${metric} ${reason.slice(0, 60)}`;
      if (this.#refused.has(key) || this.#refused.size > 1_000) continue;
      this.#refused.add(key);
      this.#options.log.warn({ event: 'fetch-refused', metric, reason }, `a fetch of ${metric} cannot be stored`);
    }
  }
}

async function race<T>(work: Promise<T> | undefined, timeoutMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, timeoutMs));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
