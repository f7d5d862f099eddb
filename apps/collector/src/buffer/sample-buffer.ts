import { MemoryQueue, type TakeLimits } from './memory-queue.js';
import type { PendingFetch } from './pending-fetch.js';
import type { Spill } from './spill.js';

/** Fetches that are being written; one of the two has to be called when it is known how that went. */
export interface Taken {
  fetches: PendingFetch[];
  stored(): Promise<void>;
  notStored(): void;
}

/** A transaction that is neither many round trips nor long. */
const batch = { count: 200, bytes: 4 * 1024 * 1024 };
/** Small enough to be made and read again without holding anything up: a segment is a batch. */
const maxSegmentBytes = 1024 * 1024;
/** No segment is more than this share of the memory, so that what goes to disk at a time stays little. */
const segmentShare = 1 / 16;
/**
 * Shares of the memory that may be in use before some of it goes to disk, and how much of it is left there. What the store
 * is taking needs no disk, which costs more than to write it, unless it comes faster than it is taken.
 */
const spillShares = { away: { above: 0.25, downTo: 0.125 }, writing: { above: 0.5, downTo: 0.45 } };
/** What the store does meanwhile. */
export type Occasion = keyof typeof spillShares;
/** Share of the memory that may be in use, once the disk is full too, before the oldest on disk give way. */
const dropShare = 0.75;

/**
 * Everything that is fetched and not stored. Memory comes first; what waits for a store that is away, or slow, goes to
 * disk. What came since the store last failed is live and is taken apart from the backlog, each in its own order.
 * Where both memory and disk are full the oldest go, and are counted.
 */
export class SampleBuffer {
  readonly #memory: MemoryQueue<PendingFetch>;
  readonly #spill: Spill | undefined;
  readonly #segment: TakeLimits;
  readonly #maxBytes: number;
  readonly #dropAboveBytes: number;
  /** Out of memory: being written to the store, and on the way to disk. */
  #taken: readonly PendingFetch[] = [];
  #moving: readonly PendingFetch[] = [];
  #isSegmentTaken = false;
  #onPushed: (() => void) | undefined;

  constructor(maxBytes: number, spill?: Spill) {
    this.#memory = new MemoryQueue(maxBytes);
    this.#spill = spill;
    this.#segment = { count: batch.count, bytes: Math.min(maxSegmentBytes, maxBytes * segmentShare) };
    this.#maxBytes = maxBytes;
    this.#dropAboveBytes = maxBytes * dropShare;
  }

  /** Fetches that are not stored, wherever they are; those being written included. */
  get length(): number {
    return this.#memory.length + this.#taken.length + this.#moving.length + this.spilled;
  }

  /** Fetches on disk. */
  get spilled(): number {
    return this.#spill?.length ?? 0;
  }

  get spilledBytes(): number {
    return this.#spill?.sizeBytes ?? 0;
  }

  /** Bytes in memory. */
  get sizeBytes(): number {
    return this.#memory.sizeBytes;
  }

  /** How many were dropped since the start. */
  get dropped(): number {
    return this.#memory.dropped + (this.#spill?.dropped ?? 0);
  }

  /** The oldest tick that is not stored; undefined when nothing waits. */
  get oldestTickMs(): number | undefined {
    const { oldest } = this.#memory;
    const ticks = [this.#spill?.oldestTickMs, ...[this.#taken[0], this.#moving[0], oldest].map((one) => one?.tickMs)];
    const known = ticks.filter((tick) => tick !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  /** Whether more is in memory than should be: time to write, or to put it on disk. */
  isPressed(occasion: Occasion): boolean {
    return this.#memory.sizeBytes > this.#maxBytes * spillShares[occasion].above;
  }

  push(fetch: PendingFetch): void {
    this.#memory.push(fetch);
    this.#onPushed?.();
  }

  /** Tells at each `push` that leaves it pressed; one is told at a time. @returns what ends it. */
  onPressed(occasion: Occasion, tell: () => void): () => void {
    this.#onPushed = () => {
      if (this.isPressed(occasion)) tell();
    };
    return () => {
      this.#onPushed = undefined;
    };
  }

  /** Waits until it is pressed. @returns false when time was up or the signal aborted before. */
  untilPressed(occasion: Occasion, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (signal.aborted || this.isPressed(occasion)) return resolve(!signal.aborted);
      const finish = (isPressed: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        stop();
        resolve(isPressed);
      };
      const onAbort = () => finish(false);
      const timer = setTimeout(() => finish(false), timeoutMs);
      signal.addEventListener('abort', onAbort, { once: true });
      const stop = this.onPressed(occasion, () => finish(true));
    });
  }

  /** The oldest that are live; empty when there are none. `hasMore`: one batch does not hold them all. */
  takeLive(): Taken & { hasMore: boolean } {
    const fetches = this.#memory.takeLive(batch);
    const taken = this.#hold(fetches, () => this.#memory.putBackLive(fetches));
    return { ...taken, hasMore: this.#memory.liveLength > 0 };
  }

  /** The oldest of the backlog; empty when there is none. */
  async takeBacklog(): Promise<Taken> {
    const spilled = await this.#spill?.first();
    if (spilled) {
      this.#isSegmentTaken = true;
      const giveBack = () => {
        this.#isSegmentTaken = false;
      };
      const stored = async () => {
        giveBack();
        await this.#spill?.removeFirst();
      };
      return { fetches: spilled, stored, notStored: giveBack };
    }
    const fetches = this.#memory.takeBacklog(batch);
    return this.#hold(fetches, () => this.#memory.putBackBacklog(fetches));
  }

  /** What waits now has to let pass what comes from now on. */
  turnToBacklog(): void {
    this.#memory.turnToBacklog();
  }

  /**
   * Puts the oldest on disk while too much is in memory, also while something is taken. Neither of two calls may overlap,
   * nor this with what is said of something taken.
   *
   * @param isOver asked before each segment whether to go on.
   * @returns false when there is no disk, or no room on it, and trying again soon gains nothing.
   */
  async spillExcess(occasion: Occasion, isOver = () => false): Promise<boolean> {
    if (!this.isPressed(occasion)) return true;
    if (!this.#spill?.isUsable) return false;
    // Not more than is too much now: what comes meanwhile may come faster than a disk takes it, and the store be back.
    let excessBytes = this.#memory.sizeBytes - this.#maxBytes * spillShares[occasion].downTo;
    while (excessBytes > 0 && !isOver()) {
      // Each time: more may have come while the last segment was written.
      this.#memory.turnToBacklog();
      // The oldest on disk may be about to be stored: then memory has to do for so long.
      const mayDrop = !this.#isSegmentTaken && this.#memory.sizeBytes > this.#dropAboveBytes;
      if (this.#spill.isFull && !mayDrop) return false;
      const fetches = this.#memory.takeBacklog(this.#segment);
      if (fetches.length === 0) break;
      for (const { sizeBytes } of fetches) excessBytes -= sizeBytes;
      this.#moving = fetches;
      const isSpilled = await this.#spill.add(fetches, { mayDrop });
      this.#moving = [];
      if (isSpilled) continue;
      this.#memory.putBackBacklog(fetches);
      return false;
    }
    return true;
  }

  /** Takes what is on disk away; what was not stored is lost. */
  async close(): Promise<void> {
    await this.#spill?.clear();
  }

  #hold(fetches: PendingFetch[], putBack: () => void): Taken {
    this.#taken = fetches;
    return {
      fetches,
      stored: async () => {
        this.#taken = [];
      },
      notStored: () => {
        this.#taken = [];
        putBack();
      },
    };
  }
}
