/** What can wait in the queue. */
export interface Queued {
  /** Memory that it holds, in bytes. */
  readonly sizeBytes: number;
}

export interface TakeLimits {
  count: number;
  /** At least one is taken, however big it is. */
  bytes: number;
}

/**
 * What is not written yet, oldest first, in a bounded number of bytes. The front part is the backlog, the rest is live:
 * what came since the store last failed. When the queue is full the oldest go and are counted: while the store is away
 * for long, the present is worth more than the past.
 */
export class MemoryQueue<T extends Queued> {
  readonly #maxBytes: number;
  // A ring would save the shift; it is short in normal operation, and splice moves 30,000 pointers in microseconds.
  readonly #items: T[] = [];
  #backlogLength = 0;
  /** Where what was last taken out of live belongs: behind all that is older. */
  #takenAt = 0;
  /** Whether what was live then has been turned to backlog since. */
  #isTakenTurned = false;
  #sizeBytes = 0;
  #dropped = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get length(): number {
    return this.#items.length;
  }

  get liveLength(): number {
    return this.#items.length - this.#backlogLength;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** How many were dropped since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  get oldest(): T | undefined {
    return this.#items[0];
  }

  /** Adds to what is live. What is larger than all the room there is goes itself, and pushes out nothing else. */
  push(item: T): void {
    if (item.sizeBytes > this.#maxBytes) {
      this.#dropped++;
      return;
    }
    this.#items.push(item);
    this.#sizeBytes += item.sizeBytes;
    this.#makeRoom();
  }

  /** Takes the oldest out of what is live; hand them back with `putBackLive` when they could not be written. */
  takeLive(limits: TakeLimits): T[] {
    this.#takenAt = this.#backlogLength;
    this.#isTakenTurned = false;
    return this.#take(this.#backlogLength, this.#items.length, limits);
  }

  /** Takes the oldest out of the backlog; hand them back with `putBackBacklog`. */
  takeBacklog(limits: TakeLimits): T[] {
    const batch = this.#take(0, this.#backlogLength, limits);
    this.#backlogLength -= batch.length;
    this.#takenAt = Math.max(0, this.#takenAt - batch.length);
    return batch;
  }

  /** In front of all that came after it, also where that was turned to backlog meanwhile: then it is backlog too. */
  putBackLive(batch: readonly T[]): void {
    if (this.#isTakenTurned) this.#backlogLength += batch.length;
    this.#putBack(this.#takenAt, batch);
  }

  putBackBacklog(batch: readonly T[]): void {
    this.#backlogLength += batch.length;
    this.#takenAt += batch.length;
    this.#putBack(0, batch);
  }

  /** What is live now is not any more: the store is away, or behind. */
  turnToBacklog(): void {
    this.#backlogLength = this.#items.length;
    this.#isTakenTurned = true;
  }

  #take(start: number, end: number, { count, bytes }: TakeLimits): T[] {
    let takenBytes = 0;
    let stop = start;
    while (stop < end && stop - start < count) {
      const { sizeBytes } = this.#items[stop] as T;
      if (stop > start && takenBytes + sizeBytes > bytes) break;
      takenBytes += sizeBytes;
      stop++;
    }
    this.#sizeBytes -= takenBytes;
    return this.#items.splice(start, stop - start);
  }

  #putBack(start: number, batch: readonly T[]): void {
    this.#items.splice(start, 0, ...batch);
    for (const { sizeBytes } of batch) this.#sizeBytes += sizeBytes;
    this.#makeRoom();
  }

  #makeRoom(): void {
    let drop = 0;
    while (this.#sizeBytes > this.#maxBytes && drop < this.#items.length) {
      this.#sizeBytes -= this.#items[drop]?.sizeBytes ?? 0;
      drop++;
    }
    if (drop === 0) return;
    this.#items.splice(0, drop);
    this.#backlogLength = Math.max(0, this.#backlogLength - drop);
    this.#takenAt = Math.max(0, this.#takenAt - drop);
    this.#dropped += drop;
  }
}
