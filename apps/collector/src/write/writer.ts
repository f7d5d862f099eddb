import { type Logger, sleep } from '@pgwatch-heroku/shared';
import { askedMetric, type PendingFetch } from '../buffer/pending-fetch.js';
import type { Occasion, Taken } from '../buffer/sample-buffer.js';
import type { Counters } from '../counters.js';
import type { Outbox } from './outbox.js';
import { SeriesResolver } from './series-resolver.js';
import type { StoreConnection } from './store-connection.js';
import { StoreWatch } from './store-watch.js';
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
const firstDelayMs = 500;
/** One connection attempt in so many ms costs nobody anything, and what waits is written soon after the return. */
const maxDelayMs = 5_000;

/** Moves what is in the buffer to the store, and keeps it while the store is away. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #context: BatchContext;
  readonly #watch: StoreWatch;
  #working: Promise<boolean> | undefined;

  constructor(options: WriterOptions) {
    this.#options = options;
    const { retentionDays, onFresh, outbox, log } = options;
    this.#watch = new StoreWatch(outbox.buffer, log);
    this.#context = { resolver: new SeriesResolver(), ensured: new WeakMap(), retentionDays, onFresh };
  }

  /** Runs until the signal aborts. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const isDone = await this.flush();
      const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, this.#watch.failures - 1));
      const delayMs = isDone ? flushEveryMs : ceilingMs * (0.5 + 0.5 * Math.random());
      await this.#pause(delayMs, isDone, signal);
    }
  }

  /** Writes all that is there when it begins, the backlog included. @returns whether that worked. */
  flush(): Promise<boolean> {
    return this.#alone(() => this.#flush());
  }

  /** Writes what is left, trying again until the deadline. @returns how many could not be written. */
  async drain(timeoutMs: number): Promise<number> {
    const endsAt = performance.now() + timeoutMs;
    const { buffer } = this.#options.outbox;
    await race(this.#working, timeoutMs);
    while (performance.now() < endsAt) {
      const isDone = await race(this.flush(), endsAt - performance.now());
      if (isDone && buffer.length === 0) break;
      if (!isDone) await sleep(Math.min(500, Math.max(0, endsAt - performance.now())));
    }
    return buffer.length;
  }

  async #flush(): Promise<boolean> {
    const { buffer } = this.#options.outbox;
    for (;;) {
      const live = buffer.takeLive();
      if (!(await this.#write(live))) return false;
      // In turns, so that the backlog gets done and what is live waits for no more than a batch of it. Only while what
      // is live comes faster than it is written the backlog has to wait.
      if (live.hasMore) continue;
      const backlog = await buffer.takeBacklog();
      if (!(await this.#write(backlog))) return false;
      if (backlog.fetches.length === 0) return true;
    }
  }

  async #write({ fetches, stored, notStored }: Taken): Promise<boolean> {
    const { outbox, store, counters } = this.#options;
    if (fetches.length === 0) return true;
    let result: BatchResult;
    try {
      result = await this.#makingRoom(store.run((client) => writeBatch(client, fetches, this.#context)));
    } catch (error) {
      notStored();
      outbox.buffer.turnToBacklog();
      this.#watch.onFailed(error);
      await this.#makeRoom('away');
      return false;
    }
    await stored();
    counters.written += result.written;
    counters.duplicates += result.duplicates;
    counters.tooOld += result.tooOld;
    counters.refused += result.refused.length;
    this.#tellOutcome(fetches, result.refused);
    this.#watch.onWritten();
    this.#watch.tellDropped();
    return true;
  }

  /** Until it is time to write again. What comes in a rush is written earlier, or put on disk while the store is away. */
  async #pause(delayMs: number, isDone: boolean, signal: AbortSignal): Promise<void> {
    const { buffer } = this.#options.outbox;
    const endsAt = performance.now() + delayMs;
    const leftMs = () => Math.max(0, endsAt - performance.now());
    while (leftMs() > 0 && (await buffer.untilPressed('away', leftMs(), signal))) {
      if (isDone) return;
      const hasRoom = await this.#alone(() => this.#makeRoom('away'));
      // Nothing is gained by trying at every fetch.
      if (!hasRoom) return sleep(leftMs(), signal).catch(() => undefined);
    }
  }

  /** One piece of work on the buffer at a time; whoever comes meanwhile gets the outcome of what is under way. */
  #alone(work: () => Promise<boolean>): Promise<boolean> {
    this.#working ??= work().finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  /** A store that takes its time, as with the first fetches of a large fleet, must not cost what comes meanwhile. */
  async #makingRoom<T>(work: Promise<T>): Promise<T> {
    const { buffer } = this.#options.outbox;
    let isOver = false;
    let hasRoom = true;
    let making: Promise<void> | undefined;
    const make = async () => {
      // Again for what came meanwhile.
      while (hasRoom && !isOver && buffer.isPressed('writing')) {
        hasRoom = await this.#makeRoom('writing', () => isOver);
      }
      making = undefined;
    };
    const begin = () => {
      if (hasRoom) making ??= make();
    };
    const stop = buffer.onPressed('writing', begin);
    if (buffer.isPressed('writing')) begin();
    try {
      return await work;
    } finally {
      stop();
      isOver = true;
      await making;
    }
  }

  /** @returns as SampleBuffer.spillExcess. */
  async #makeRoom(occasion: Occasion, isOver?: () => boolean): Promise<boolean> {
    const hasRoom = await this.#options.outbox.buffer.spillExcess(occasion, isOver);
    this.#watch.tellDropped();
    return hasRoom;
  }

  /** What is refused becomes the state of its metric, so that a person sees it, and one line in the log. */
  #tellOutcome(batch: readonly PendingFetch[], refused: BatchResult['refused']): void {
    const { outbox, log } = this.#options;
    for (const { sourceId, shape } of batch) {
      const metric = askedMetric(shape);
      const isRefused = refused.some((other) => other.sourceId === sourceId && other.metric === metric);
      if (!isRefused) outbox.stored({ sourceId, metric });
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
