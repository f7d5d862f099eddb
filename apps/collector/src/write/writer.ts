import { type Logger, messageOf, sleep } from '@pgwatch-heroku/shared';
import type { PendingFetch } from '../buffer/pending-fetch.js';
import type { Counters } from '../counters.js';
import type { Outbox } from './outbox.js';
import { SeriesResolver } from './series-resolver.js';
import type { StoreConnection } from './store-connection.js';
import { type BatchContext, type BatchResult, type FreshSeries, writeBatch } from './write-batch.js';

export interface WriterOptions {
  store: Pick<StoreConnection, 'run'>;
  outbox: Pick<Outbox, 'buffer' | 'refused' | 'stored'>;
  counters: Counters;
  retentionDays: number;
  onFresh: (fresh: FreshSeries) => void;
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
  #failures = 0;
  #warnedAt = Number.NEGATIVE_INFINITY;
  #awaySince: number | undefined;
  #flushing: Promise<boolean> | undefined;
  #inFlight = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
    const { retentionDays, onFresh } = options;
    this.#context = { resolver: new SeriesResolver(), ensured: new WeakMap(), retentionDays, onFresh };
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
    const { buffer } = this.#options.outbox;
    await race(this.#flushing, timeoutMs);
    while (performance.now() < endsAt) {
      const isDone = await race(this.flush(), endsAt - performance.now());
      if (isDone && buffer.length === 0) break;
      await sleep(Math.min(500, Math.max(0, endsAt - performance.now())));
    }
    return buffer.length + this.#inFlight;
  }

  async #flush(): Promise<boolean> {
    const { store, counters } = this.#options;
    const { buffer } = this.#options.outbox;
    while (buffer.length > 0) {
      const batch = buffer.take(batchSize);
      this.#inFlight = batch.length;
      try {
        const result = await store.run((client) => writeBatch(client, batch, this.#context));
        counters.written += result.written;
        counters.duplicates += result.duplicates;
        counters.tooOld += result.tooOld;
        counters.refused += result.refused.length;
        this.#tellOutcome(batch, result.refused);
        this.#onWritten();
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
    const { log, outbox } = this.#options;
    const { buffer } = outbox;
    this.#failures++;
    this.#awaySince ??= performance.now();
    if (performance.now() - this.#warnedAt < remindEveryMs) return;
    this.#warnedAt = performance.now();
    const { hint } = error as { hint?: string };
    log.warn(
      { event: 'store-away', buffered: buffer.length, dropped: buffer.dropped, hint },
      `samples cannot be written and are kept: ${messageOf(error)}`,
    );
  }

  /** What is refused becomes the state of its metric, so that a person sees it, and one line in the log. */
  #tellOutcome(batch: readonly PendingFetch[], refused: BatchResult['refused']): void {
    const { outbox, log } = this.#options;
    for (const { sourceId, shape } of batch) {
      const isRefused = refused.some((other) => other.sourceId === sourceId && other.metric === shape.metric);
      if (!isRefused) outbox.stored({ sourceId, metric: shape.metric });
    }
    for (const refusal of refused) {
      if (!outbox.refused(refusal)) continue;
      const { sourceId, metric, reason, hint } = refusal;
      log.warn({ event: 'fetch-refused', sourceId, metric, reason, hint }, `fetches of ${metric} cannot be stored`);
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
