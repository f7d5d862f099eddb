/** What can wait in the buffer. */
export interface Buffered {
  /** Memory that it holds, in bytes. */
  readonly sizeBytes: number;
}

/**
 * Holds what is not written yet, in order, in a bounded number of bytes. When it is full the oldest go first and are
 * counted: while the store is away for long, the present is worth more than the past.
 */
export class SampleBuffer<T extends Buffered> {
  readonly #maxBytes: number;
  // A ring would save the shift; batches are taken with one splice, so the array stays short in normal operation.
  #items: T[] = [];
  #sizeBytes = 0;
  #dropped = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get length(): number {
    return this.#items.length;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** How many were dropped since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#sizeBytes += item.sizeBytes;
    this.#makeRoom();
  }

  /** Takes the oldest out; hand them back with `putBack` when they could not be written. */
  take(max: number): T[] {
    const batch = this.#items.splice(0, max);
    for (const item of batch) this.#sizeBytes -= item.sizeBytes;
    return batch;
  }

  putBack(batch: readonly T[]): void {
    this.#items = [...batch, ...this.#items];
    for (const item of batch) this.#sizeBytes += item.sizeBytes;
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
    this.#dropped += drop;
  }
}
